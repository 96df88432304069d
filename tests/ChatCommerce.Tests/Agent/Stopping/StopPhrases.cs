namespace ChatCommerce.Tests.Agent.Stopping;

/// <summary>How people say that they want no more messages, and what only looks like it, by language.</summary>
internal static class StopPhrases
{
    public static readonly IReadOnlyDictionary<string, string> Stops = new Dictionary<string, string>
    {
        ["en"] = """
            stop|STOP|Stop.|stop!|STOPALL|stop all|please stop|stop please|unsubscribe|UNSUBSCRIBE|unsubscribe me|please unsubscribe me|opt out|OPTOUT|opt me out|quit|end|revoke|REVOKE
            stop messages|stop messaging me|stop texting me|please stop texting me|quit texting me|stop sending me messages|stop contacting me|can you stop texting me|don't text me|do not message me
            never write to me|don't send me messages|do not send me any more messages|take me off your list|remove me from your list|please take me off your mailing list
            no more messages please|no more messages|no more texts|I want to unsubscribe|I'd like to opt out|leave me alone|I don't want any more messages
            """,
        ["ko"] = """
            수신거부|수신 거부|수신거부.|수신거부해줘|수신거부 해주세요|수신 거부 해줘|수신거부할게요|수신거부합니다|수신거부 부탁드립니다|수신거부 신청|수신거부요|무료수신거부|구독취소|구독 취소|구독취소 해주세요|구독 해지해주세요
            그만|그만해주세요|그만 보내|그만 보내주세요|이제 그만 보내세요|중지|스톱|메시지 그만|메시지 그만 보내주세요|메시지를 보내지 마세요|메세지 보내지 마|문자 그만|문자 보내지 마세요|문자 좀 그만 보내세요
            알림 꺼줘|알림 꺼주세요|연락하지 마세요|더 이상 연락하지 마세요|더이상 보내지 마세요|메시지 안 받을래요|카톡 보내지 마세요|수신 거부합니다|문자 안 받을래요|메시지 그만 받을래요|알림 거부할게요
            """,
        ["es"] = """
            parar|PARA|pare|baja|BAJA|darse de baja|darme de baja|quiero darme de baja|dame de baja|denme de baja por favor|alto|basta|detener|cancelar suscripción|cancelar suscripcion|Cancelar la suscripción
            cancelar mi suscripcion|basta de mensajes|no más mensajes|no mas mensajes por favor|no quiero más mensajes|no quiero recibir mensajes|no me escriban más|no me escribas mas
            no me envíen más mensajes|no me envien mensajes|no me mandes más mensajes|no me contacten más|no me contacten|dejen de escribirme|deja de enviarme mensajes|deje de mandarme mensajes
            paren de escribirme|por favor dejen de molestarme|no me molesten|quítenme de la lista|quitame de su lista|elimínenme de su lista|bórrame de la lista|sácame de tu lista|no me envíen más
            """,
        ["vi"] = """
            dừng|Dừng lại|ngừng|hủy đăng ký|huỷ đăng ký|huy dang ky|HUY DANG KY|hủy nhận tin|huy nhan tin|tôi muốn hủy đăng ký|toi muon huy dang ky|hủy đăng ký nhận tin|từ chối nhận tin|tu choi nhan tin
            dừng gửi tin|dừng gửi tin nhắn|dung gui tin nhan|đừng gửi tin nhắn nữa|dung gui tin nhan nua|đừng nhắn tin cho tôi nữa|dung nhan tin cho toi nua|ngừng gửi tin nhắn|ngung gui tin nhan
            ngừng nhắn tin|dừng nhắn tin|đừng làm phiền tôi|tôi không muốn nhận tin nhắn|toi khong muon nhan tin nhan|không nhận tin nữa
            khong nhan tin nhan nua|xóa tôi khỏi danh sách|xoa toi khoi danh sach|đừng liên lạc với tôi nữa|xin dừng gửi tin nhắn|vui lòng ngừng gửi tin nhắn|ngừng liên hệ với tôi|đừng liên hệ nữa|tôi không muốn nhận tin nữa|không nhận tin nhắn nữa|hủy theo dõi|đừng làm phiền
            """,
        ["fr"] = """
            arrêt|arret|ARRET|arrêter|arrêtez|désabonner|desabonner|se désabonner|me désabonner|me desabonner|désabonnez-moi|désabonnez moi s'il vous plaît|désabonnement|désinscription|me désinscrire|STOP SMS
            plus de messages|plus de messages svp|ne m'écrivez plus|ne m’écrivez plus|ne m'écris plus|ne m'envoyez plus de messages|ne m'envoyez plus rien|ne m'envoie plus de sms|ne me contactez plus
            ne me dérangez plus|arrêtez de m'écrire|arrête de m'envoyer des messages|arrêtez de me contacter|merci d'arrêter|retirez-moi de votre liste|enlevez-moi de la liste|supprimez-moi de votre liste
            je veux me désabonner|je voudrais me désinscrire|je souhaite me désabonner|je ne veux plus de messages|je ne veux plus recevoir de messages|laissez-moi tranquille|désinscrivez-moi|arrêtez de me déranger
            """,
        ["de"] = """
            stopp|STOPP|Stopp bitte|abmelden|Abmelden.|bitte abmelden|Abmeldung|abbestellen|austragen|Nachrichten abbestellen|keine Nachrichten mehr|bitte keine Nachrichten mehr
            keine Nachrichten mehr bitte|keine weiteren Nachrichten|keine SMS mehr|schreibt mir nicht mehr|schreiben Sie mir nicht mehr|schreib mir bitte nicht mehr
            schickt mir keine Nachrichten mehr|schick mir keine Nachrichten mehr|senden Sie mir keine Nachrichten mehr|hört auf, mir zu schreiben|hören Sie auf mir zu schreiben
            hör auf mir zu schreiben|nehmt mich von der Liste|nehmen Sie mich von der Liste|streichen Sie mich von Ihrer Liste|löschen Sie mich aus der Liste|ich möchte mich abmelden|ich will keine Nachrichten mehr
            kontaktieren Sie mich nicht mehr|kontaktiert mich nicht mehr|melden Sie mich ab|meldet mich ab|melde mich ab|tragen Sie mich aus|lasst mich in Ruhe|ich will keine SMS mehr|sende mir keine Nachrichten mehr|Stopp, danke|streicht mich aus der Liste
            """,
        ["pt"] = """
            sair|SAIR|descadastrar|me descadastrar|quero me descadastrar|descadastre-me|me descadastre|cancelar inscrição|cancelar inscricao|cancelar a inscrição|parar|PARE|pare por favor|parar mensagens|cancelar mensagens
            chega|chega de mensagens|sem mais mensagens|não quero mais mensagens|nao quero mais mensagens|não quero mais receber mensagens|não quero receber mensagens
            não me mande mais mensagens|nao me mande mensagens|não me mandem mais nada|não me envie mais mensagens|não me escreva mais|nao me escrevam mais
            não me contate mais|pare de me enviar mensagens|parem de me mandar mensagens|pare de enviar mensagens|parem de me escrever|me tire da lista|tire-me da lista|remova-me da lista|me remova da sua lista|quero sair da lista|pare de me mandar mensagens|exclua-me da lista|não me perturbe
            """,
        ["ar"] = """
            توقف|توقفوا|قف|إيقاف|ايقاف|كفى|كفى رسائل|إلغاء الاشتراك|الغاء الاشتراك|إلغاء اشتراكي|أريد إلغاء الاشتراك|اريد الغاء الاشتراك|أرجو إلغاء الاشتراك|ألغِ اشتراكي|ألغوا اشتراكي|لا تراسلني|لا تراسلوني
            لا ترسل لي رسائل|لا ترسلوا لي رسائل|لا ترسلوا لي المزيد من الرسائل|لا ترسل لي أي رسائل|لا تبعثوا لي رسائل|لا مزيد من الرسائل|لا أريد رسائل|لا أريد المزيد من الرسائل
            لا أريد استلام رسائلكم|لا أرغب في تلقي الرسائل|توقف عن الإرسال|توقفوا عن إرسال الرسائل|توقف عن مراسلتي|توقفوا عن إزعاجي|أوقفوا الرسائل|أوقف الرسائل|أوقفوا إرسال الرسائل|احذفوني من القائمة|احذفني من القائمة
            أزيلوني من القائمة|لا تزعجوني|من فضلك توقف|توقفوا من فضلكم
            """,
    };

    public static readonly IReadOnlyDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["en"] = """
            stop by your shop tomorrow?|don't stop|do not stop sending offers|can I stop by?|non-stop flights|is there a bus stop nearby?|cancel my order|cancel|the end of the month|how do I revoke a gift card?|I can't stop laughing
            no more than 50 dollars|no more in stock?|don't send me the blue one|don't unsubscribe me|take me to your list of shoes|remove the mug from my cart|leave it at the door|when does the sale end?|quite nice
            """,
        ["ko"] = """
            그만큼 더 주세요|빨간색은 보내지 마세요|취소해 주세요|주문 취소|메시지 안 받았어요|문자를 못 받았어요|수신거부 어떻게 해요?|구독 서비스 있나요?|배송 중지된 상품인가요?|알림 설정은 어디서 해요?|그만 좀 살까요|광고에 나온 신발 있나요?
            """,
        ["es"] = """
            para mañana|¿es para mujer?|no me enviaron el pedido|no me han escrito|¿tienen zapatos de caña baja?|el precio baja?|no me envíen el azul|cancelar pedido|alto y ancho|no quiero mas de dos|paren el pedido
            """,
        ["vi"] = """
            đúng|dung|đúng rồi|dùng thế nào|dung lượng bao nhiêu|hủy đơn hàng|huy don|đừng gửi màu xanh|tôi chưa nhận tin nhắn|không nhận được hàng|từ chối thanh toán
            """,
        ["fr"] = """
            je n'arrête pas de penser à ces chaussures|ne m'envoyez pas le bleu|plus de choix?|je ne veux plus le bleu|annuler ma commande|où est l'arrêt de bus?|vous avez plus de messages?|n'arrêtez pas
            """,
        ["de"] = """
            keine Nachrichten mehr von DHL?|schickt mir die blauen|kann ich meine Bestellung stornieren?|abbestellt habe ich nichts|stoppt der Bus hier?|ich will keine roten|wann meldet ihr euch?
            """,
        ["pt"] = """
            parar de usar?|para amanhã|não me mandaram o pedido|quero sair hoje para comprar|não quero mais o azul|cancelar pedido|tire uma foto|chega quando?
            """,
        ["ar"] = """
            هل يمكنني إلغاء الطلب؟|لا ترسل الأزرق|لا تتوقف|متى تصل الرسائل؟|كم الكمية؟|أريد إلغاء الطلب|قفازات
            """,
    };

    /// <summary>Advertising alone is unwelcome.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoAdvertising = new Dictionary<string, string>
    {
        ["en"] = """
            don’t send me ads|stop ads|STOP ADS|no more ads please|stop offers|no more promotions|stop marketing messages|unsubscribe from offers|please unsubscribe me from the newsletter|opt out of marketing|I don't want any more ads|do not send me promotions
            """,
        ["ko"] = """
            광고 그만|광고 그만 보내세요|광고 보내지 마세요|광고 거부|광고는 이제 그만|광고 안받고싶어요|광고 수신 거부|광고 수신거부할게요|마케팅 수신 동의 철회|광고성 정보 수신 거부합니다|광고 문자 그만 보내세요|홍보 문자 보내지 마세요
            """,
        ["es"] = """
            no quiero recibir más publicidad|no me mandes publicidad|no más publicidad|basta de ofertas|no me envíen promociones
            """,
        ["vi"] = """
            từ chối quảng cáo|từ chối nhận quảng cáo|đừng gửi quảng cáo|đừng gửi quảng cáo nữa|tôi không muốn nhận quảng cáo nữa|hủy nhận quảng cáo|ngừng khuyến mãi
            """,
        ["fr"] = """
            stop pub|plus de pub|je ne veux plus recevoir vos publicités|stop offres|stop promos
            """,
        ["de"] = """
            Newsletter abbestellen|keine Werbung|keine Werbung mehr|schicken Sie mir keine Werbung|ich möchte keine Werbung mehr|stopp Werbung|keine Angebote mehr
            """,
        ["pt"] = """
            não quero receber mais propaganda|não quero mais publicidade|não me enviem propaganda|chega de propaganda|cancelar ofertas
            """,
        ["ar"] = """
            لا ترسلوا إعلانات|لا ترسلوا لي إعلانات|إيقاف الإعلانات|إلغاء العروض
            """,
    };

    /// <summary>Advertising is welcome from now on.</summary>
    public static readonly IReadOnlyDictionary<string, string> Advertising = new Dictionary<string, string>
    {
        ["en"] = """
            subscribe to offers|Subscribe to your offers, please|sign me up for the newsletter|opt in to marketing|yes to offers|I agree to receive marketing messages|I'd like to receive your offers|I consent to advertising
            """,
        ["ko"] = """
            광고 수신 동의|광고 수신동의|광고 수신 동의합니다|광고성 정보 수신 동의해요|마케팅 수신 동의할게요|광고 문자 수신 동의|이벤트 소식 받을게요|할인 정보 수신할게요
            """,
        ["es"] = """
            quiero suscribirme a las ofertas|suscribirme a sus promociones|acepto recibir publicidad|quiero recibir ofertas
            """,
        ["vi"] = """
            đăng ký nhận khuyến mãi|tôi đồng ý nhận quảng cáo|đăng ký ưu đãi|dong y nhan quang cao
            """,
        ["fr"] = """
            m'abonner aux offres|je m'abonne aux promos|j'accepte de recevoir des offres|oui aux promotions
            """,
        ["de"] = """
            Newsletter abonnieren|ich möchte eure Angebote abonnieren|ja zu Werbung|ich bin mit Werbung einverstanden
            """,
        ["pt"] = """
            quero receber ofertas|aceito receber promoções|assinar ofertas|sim para promoções
            """,
        ["ar"] = """
            أوافق على استلام العروض|أريد تلقي الإعلانات|اشترك في العروض
            """,
    };

    /// <summary>Lines about offers in which nobody agrees to anything or takes anything back.</summary>
    public static readonly IReadOnlyDictionary<string, string> OnlyAboutOffers = new Dictionary<string, string>
    {
        ["en"] = """
            do you have any offers?|send me your offers|show me offers|any promotions today?|I saw your ad|I don't want to subscribe to offers|how do I subscribe to offers?|subscribe
            """,
        ["ko"] = """
            할인 행사 있어요?|이벤트 상품 보여 주세요|광고에서 봤어요|광고 수신 동의는 어떻게 해요?|광고 수신 동의 안 해요|수신동의|혜택 알려 주세요|할인 받을게요|할인 정보 받고 싶어요
            """,
        ["es"] = "¿qué ofertas hay?|quiero ver ofertas",
        ["de"] = "welche Angebote habt ihr?|zeig mir Angebote|ich möchte Angebote erhalten",
        ["vi"] = "tôi muốn nhận khuyến mãi|có khuyến mãi không?",
        ["fr"] = "quelles sont vos offres ?|plus d'offres ?",
        ["pt"] = "quais são as ofertas?",
    };

    public static IEnumerable<(string Language, string Phrase)> Of(IReadOnlyDictionary<string, string> phrases) =>
        phrases.SelectMany(p => p.Value.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phrase => (p.Key, phrase)));
}
