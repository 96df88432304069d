using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>
/// "Send me your offers" and "no more advertising", in the languages that stop words exist in. Agreement counts only as a whole line that
/// can mean nothing else: somebody who asks what is on offer has agreed to nothing.
/// </summary>
internal static partial class AdvertisingWords
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;
    private const int Time = PlainWords.MatchTimeout;

    public static bool Agree(string bare)
    {
        var plain = StopWords.Plain(bare);
        return English.IsMatch(plain) || Korean.IsMatch(plain) || Spanish.IsMatch(plain) || Vietnamese.IsMatch(plain)
            || French.IsMatch(plain) || German.IsMatch(plain) || Portuguese.IsMatch(plain) || Arabic.IsMatch(plain);
    }

    /// <summary>Takes back that agreement and nothing else: news of orders stay as welcome as before.</summary>
    public static bool End(string bare) => Ends.IsMatch(StopWords.Plain(bare)) || (Only(bare) && StopWords.Say(bare));

    /// <summary>Speaks of advertising and of no other messages.</summary>
    public static bool Only(string bare) => StopWords.Plain(bare) is var plain && Named.IsMatch(plain) && !Others.IsMatch(plain);

    [GeneratedRegex(@"\b(ads?|advert(s|isements?|ising)?|promos?|promotions?|promotional|marketing|offers?|newsletters?|publicidade?|promocion(es)?|promoco?es|ofertas?|propagandas?|pubs?|publicites?|offres?|werbung|angebote?)\b|광고|홍보|마케팅|프로모션|quang cao|khuyen mai|اعلان|عروض", Options, Time)]
    private static partial Regex Named { get; }

    [GeneratedRegex(@"(?<!\b(ads?|advertising|promo|promotional|marketing) )\b(messages?|texts?|sms|spam|anything|mensajes?|nada|nachrichten|mensagens?|rien)\b|\btin nhan\b(?! quang cao| khuyen mai)|رسايل|(문자|메시지|메세지|알림|연락)(랑|와|과|하고|도|든|이나)|모두|전부|일체", Options, Time)]
    private static partial Regex Others { get; }

    [GeneratedRegex(@"^(stop|no more|end|cancel) (the |your |all |any )*(ads?|advertising|promos?|promotions?|marketing|offers|newsletters?|(ad|promotional|marketing|advertising) (messages|texts))$|^(unsubscribe( me)? from|opt( me)? out of|i (withdraw|revoke) my (consent|agreement) to) (the |your |all )*(ads?|advertising|promos?|promotions?|marketing|offers|newsletters?|(promotional|marketing|advertising) (messages|texts))$|^(광고|홍보|마케팅)(성)? ?(정보|문자|메시지)? ?수신 ?(거부|철회|동의 ?(철회|취소|해지))|^(no mas|sin|basta de) (publicidad|promociones|ofertas)$|^(huy|ngung|dung) (dang ky )?(nhan |gui )?(tin )?(quang cao|khuyen mai)$|^(stop|pas de) (offres|promos|promotions|pubs?|publicites?)$|^(keine|stopp) (werbung|angebote)( mehr)?$|^(sem|chega de|cancelar) (publicidade|propaganda|promocoes|ofertas)$|^(الغاء|ايقاف|اوقفوا|وقف) (ال)?(اعلانات|عروض)$", Options, Time)]
    private static partial Regex Ends { get; }

    [GeneratedRegex(@"^(subscribe( me)? to|sign( me)? up for|opt( me)? in to|yes to|i (agree|consent) to( receive| receiving| get| getting)?|i (want|would like) to (receive|get)|i'd like to (receive|get)) (your |the |all |special )*(offers|deals|ads|advertising|advertisements|promotions|promos|marketing|newsletters?|(promotional|marketing|advertising) (messages|offers))$", Options, Time)]
    private static partial Regex English { get; }

    [GeneratedRegex(@"^(네 )?(광고|마케팅|홍보)(성)? ?(정보|문자|메시지|알림)? ?(수신)?(에|을|를)? ?동의( ?(해요|합니다|할게요|할래요|하겠습니다|함|요))?$|^(광고|마케팅|할인|이벤트|혜택|특가)( ?(정보|소식|문자|메시지|알림))+ ?(을|를|도)? ?(받을게요|받겠습니다|수신할게요|수신합니다|구독할게요|구독합니다|구독)$", Options, Time)]
    private static partial Regex Korean { get; }

    [GeneratedRegex(@"^(quiero |deseo |quisiera )?(suscribirme|suscribir|inscribirme) a (las |sus |vuestras |tus )?(ofertas|promociones|publicidad)$|^(acepto|autorizo|quiero|deseo) recibir (las |sus |tus |vuestras )?(ofertas|promociones|publicidad)$|^si a (las |sus )?(ofertas|promociones)$", Options, Time)]
    private static partial Regex Spanish { get; }

    [GeneratedRegex(@"^(toi |minh |em )?(muon )?(dang ky|dong y) nhan (tin )?(quang cao|khuyen mai|uu dai)$|^(toi |minh |em )?dang ky (quang cao|khuyen mai|uu dai)$|^dong y (quang cao|khuyen mai)$", Options, Time)]
    private static partial Regex Vietnamese { get; }

    [GeneratedRegex(@"^(je )?(veux |souhaite )?(m'abonner|m'abonne|m'inscrire|m'inscris|s'abonner|abonnez moi) aux? (offres|promos|promotions|pubs|publicites)$|^(j'accepte|je souhaite|je veux|je voudrais) (de )?recevoir (les |vos |des )?(offres|promos|promotions|pubs?|publicites?)$|^oui aux (offres|promos|promotions)$", Options, Time)]
    private static partial Regex French { get; }

    [GeneratedRegex(@"^(ich (mochte|will) )?(den |euren |ihren |eure |ihre )?((newsletter|werbung) (abonnieren|erhalten|bekommen)|angebote abonnieren)$|^ich (stimme (der )?werbung zu|bin mit werbung einverstanden)$|^ja zu (angeboten|werbung)$", Options, Time)]
    private static partial Regex German { get; }

    [GeneratedRegex(@"^(quero|desejo|aceito|gostaria de) (receber )(as |suas |ofertas e )*(ofertas|promocoes|publicidade|propagandas?)$|^(quero )?(assinar|me inscrever nas|inscrever me nas) (as )?(ofertas|promocoes)$|^sim (as|para) (ofertas|promocoes)$", Options, Time)]
    private static partial Regex Portuguese { get; }

    [GeneratedRegex(@"^(اوافق علي|موافق علي|اريد|ارغب في) (استلام |تلقي |استقبال )(ال)?(عروض|اعلانات)(كم)?$|^(اشترك|الاشتراك|اشتراك) في (ال)?(عروض|اعلانات)$", Options, Time)]
    private static partial Regex Arabic { get; }
}
