using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Agent.Brain;

/// <summary>
/// "Write to me no more" in the languages customers have, with or without the marks on their letters: whole lines that mean nothing else,
/// and sentences about messages. A wish too many is silenced wrongly, so a word that means something else in a shop is none of these.
/// </summary>
internal static partial class StopWords
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;

    // Without its marks "dừng" (stop) would be "đúng" (right), so these count only as they are written.
    private static readonly FrozenSet<string> AsWritten = ((string[])["dừng", "dừng lại", "ngừng"]).ToFrozenSet();

    private static readonly FrozenSet<string> Lines = ((string[])
    [
        "stop", "stop all", "stopall", "stop it", "unsubscribe", "end", "quit", "revoke", "opt out", "optout", "opt me out", "stop messages", "stop texts", "stop ads",
        "leave me alone", "remove me", "end messages",
        "수신거부", "수신 거부", "구독취소", "구독 취소", "구독해지", "구독 해지", "그만", "중지", "스톱", "메시지 그만", "문자 그만", "광고 그만", "광고 거부", "차단할게요",
        "parar", "para", "pare", "baja", "darse de baja", "darme de baja", "alto", "basta", "detener", "cancelar suscripcion", "cancelar la suscripcion", "cancelar mi suscripcion",
        "basta de mensajes", "no molestar", "no me molesten", "no me molestes", "detener mensajes", "parar mensajes",
        "huy dang ky", "huy nhan tin", "tu choi nhan tin", "tu choi quang cao", "dung nhan tin", "ngung nhan tin", "ngung gui tin", "dung gui tin", "dung lam phien", "dung lam phien toi",
        "arret", "arreter", "arretez", "desabonner", "se desabonner", "me desabonner", "desabonnement", "desinscription", "me desinscrire", "se desinscrire", "stop pub", "stop sms",
        "merci d'arreter", "desabonnez moi", "desabonne moi", "desinscrivez moi", "laissez moi tranquille",
        "stopp", "abmelden", "abmeldung", "abbestellen", "austragen", "newsletter abbestellen", "nachrichten abbestellen", "melde mich ab", "meldet mich ab", "melden sie mich ab",
        "tragt mich aus", "tragen sie mich aus", "lasst mich in ruhe",
        "sair", "descadastrar", "me descadastrar", "me descadastre", "descadastre me", "cancelar inscricao", "cancelar a inscricao", "chega", "chega de mensagens", "sem mais mensagens",
        "parar mensagens", "cancelar mensagens", "nao me perturbe",
        "توقف", "توقفوا", "قف", "ايقاف", "كفى", "كفي", "الغاء الاشتراك", "الغ الاشتراك", "الغ اشتراكي", "الغوا اشتراكي", "لا تراسلني", "لا تراسلوني", "لا مزيد من الرسايل", "كفى رسايل",
        "اوقف الرسايل", "اوقفوا الرسايل", "وقف الرسايل", "ايقاف الرسايل", "اتركوني وشاني", "لا تزعجوني", "لا تزعجني", "ازيلوني من القايمة", "احذفوني من القايمة", "احذفني من القايمة", "لا تتصلوا بي",
        "стоп", "отписаться", "berhenti", "停止", "配信停止", "退订", "退訂", "取消订阅",
    ]).Select(Folded).ToFrozenSet();

    /// <param name="bare">The line as <see cref="PlainWords.Bare"/> makes it.</param>
    public static bool Say(string bare)
    {
        if (AsWritten.Contains(bare))
        {
            return true;
        }

        var plain = Plain(bare);
        return Lines.Contains(plain) || English.IsMatch(plain) || Korean.IsMatch(plain) || Spanish.IsMatch(plain) || Vietnamese.IsMatch(plain)
            || French.IsMatch(plain) || German.IsMatch(plain) || Portuguese.IsMatch(plain) || Arabic.IsMatch(plain);
    }

    /// <summary>Without marks on letters and polite words around.</summary>
    public static string Plain(string bare) => Polite.Replace(Folded(bare), "").Trim();

    // Letters without their marks; what belongs to a letter of its own, such as a Korean syllable, is put together again.
    private static string Folded(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
            {
                letters.Append(letter switch { 'đ' => 'd', 'ß' => 's', 'ى' => 'ي', _ => letter });
            }
        }

        return letters.ToString().Normalize(NormalizationForm.FormC);
    }

    [GeneratedRegex(@"^(please|pls|plz|hey|hi|hello|por favor|vui long|xin|lam on|s'il vous plait|s'il te plait|svp|bitte|من فضلك|من فضلكم|لو سمحت|لو سمحتم|رجاء) |( please| pls| plz| now| thanks| thank you| por favor| gracias| nhe| a| s'il vous plait| s'il te plait| svp| merci| bitte| danke| obrigado| obrigada| من فضلك| من فضلكم| لو سمحت| لو سمحتم| رجاء| شكرا)+$", Options, PlainWords.MatchTimeout)]
    private static partial Regex Polite { get; }

    [GeneratedRegex(@"^(stop|quit) (sending|messaging|texting|writing|contacting|spamming)\b|^(can|could|would|will) you (stop|quit) (sending|messaging|texting|writing|contacting|spamming)\b|(don'?t|do not|never) (message|text|write|contact|spam)( to)? me\b|^(don'?t|do not|never) send me (any ?more |more |any |your )?(messages|texts|ads|promotions|offers|spam)\b|^(take|get|remove|delete) me (off|from) (of )?(your|the|this) (mailing |contact |sms |text )?list\b|^no (more )?(messages|texts|texting|ads|promotions|spam)$|(?<!don'?t |do not |never )\bunsubscribe me\b|^i (want|wish|would like|'d like) to (unsubscribe|opt out)|^i'd like to (unsubscribe|opt out)|^i (don'?t|do not) want (any |to get |to receive |any more |more )+(messages|texts|ads)", Options, PlainWords.MatchTimeout)]
    private static partial Regex English { get; }

    [GeneratedRegex(@"^(무료 ?)?수신 ?거부 ?(해 ?줘|해 ?주세요|해요|할게요|할래요|합니다|하겠습니다|부탁해요|부탁드려요|부탁드립니다|신청|신청합니다|처리해 ?줘|처리해 ?주세요|요)?$|^구독 ?(취소|해지|중지) ?(해 ?줘|해 ?주세요|할게요|할래요|합니다|부탁드려요)$|(메시지|메세지|문자|광고|알림|홍보|카톡) ?(는|은|를|을|도)? ?(이제 |좀 |더 ?이상 )*(그만|보내지 ?(마|말)|거부할|거부해|꺼 ?줘|꺼 ?주세요|안 ?받(을래|을게|고 ?싶|겠))|연락하지 ?마|더 ?이상 (보내지|연락) ?(마|말|하지)|그만 ?보내|^(이제 )?그만 ?(좀|해 ?줘|해 ?주세요|하세요|받을래요|할래요)$", Options, PlainWords.MatchTimeout)]
    private static partial Regex Korean { get; }

    [GeneratedRegex(@"^(quiero |deseo |quisiera )?(darme|dame|denme|deme|denos) de baja\b|^no me (escrib(as|an|a)|contact(es|en|e))( mas| nunca mas)?$|^no me (envi|mand)(es|en|e) (mas )?(mensajes|publicidad|promociones|ofertas|nada)( mas)?$|^no me (envi|mand)(es|en|e) mas$|^(deja|dejen|deje|paren|para|pare) de (escribir|enviar|mandar|contactar|molestar)|^(quitame|quitenme|quiteme|eliminame|eliminenme|borrame|borrenme|sacame|saquenme) de (la|su|tu|esta|vuestra) lista|^no (quiero )?(recibir )?mas (mensajes|publicidad|promociones)$|^no quiero (recibir )?(mensajes|publicidad)( mas)?$", Options, PlainWords.MatchTimeout)]
    private static partial Regex Spanish { get; }

    [GeneratedRegex(@"^(dung|ngung) (gui|nhan) (tin|tin nhan|quang cao|thu)( (cho )?(toi|minh|em|anh|chi))?( nua)?$|^(toi|minh|em) (khong|ko|k) muon nhan (tin|tin nhan|quang cao)|^(khong|ko) nhan (tin|tin nhan|quang cao) nua$|^(toi |minh )?(muon )?huy (dang ky|nhan tin|theo doi)( nhan tin| tin nhan| nhan quang cao)?$|^xoa (toi|minh|so cua toi) khoi danh sach|^(dung|ngung) lien (he|lac)( voi toi| toi)?( nua)?$|^tu choi (nhan )?(tin|tin nhan|quang cao)$", Options, PlainWords.MatchTimeout)]
    private static partial Regex Vietnamese { get; }

    [GeneratedRegex(@"^(ne )?m'(ecris|ecrivez|envoie|envoyez) plus( rien| de (messages?|sms|pubs?|publicites?|promos?|mails?))?$|^ne me (contacte|contactez|derange|derangez) plus|^arrete[rz]? de (m'ecrire|m'envoyer|me contacter|me spammer|me deranger)|^(retire|retirez|enleve|enlevez|supprime|supprimez) moi de (la|votre|ta|cette) liste|^(je )?(veux|voudrais|souhaite|desire) me (desabonner|desinscrire)|^plus de (messages|sms|pub|publicites?)$|^je ne veux plus (recevoir )?(de |vos |aucun |aucune )*(messages?|sms|pubs?|publicites?)$|^(desabonne|desabonnez|desinscris|desinscrivez) moi\b", Options, PlainWords.MatchTimeout)]
    private static partial Regex French { get; }

    [GeneratedRegex(@"^keine (weiteren )?(nachrichten|sms|werbung|mails)( mehr)?$|^(schreib|schreibt|schreiben sie) mir (bitte )?nicht mehr|^(schick|schicke|schickt|sende|sendet|schicken sie|senden sie) mir (bitte )?keine (nachrichten|werbung|sms)|^(hor|hort|horen sie) auf,? (mir|mich|nachrichten|werbung)\b|^(nimm|nehmt|nehmen sie|streich|streicht|streichen sie|loscht|loschen sie) mich (bitte )?(von|aus) (der|eurer|ihrer|deiner) liste|^ich (mochte|will|wurde gern|wurde gerne) (mich abmelden|keine (nachrichten|werbung|sms))|^kontaktier(e|t|en sie)? mich (bitte )?nicht mehr", Options, PlainWords.MatchTimeout)]
    private static partial Regex German { get; }

    [GeneratedRegex(@"^(pare|parem|para|parar) de (me )?(enviar|mandar|escrever|contatar|incomodar)|^(quero |gostaria de )?(me )?(descadastrar|sair da lista)$|^(me )?(tire|tirem|remova|removam|retire|exclua)( me)? da (sua |minha )?lista|^nao quero (mais )?(receber )?(mais )?(mensagens|publicidade|propaganda|promocoes)( mais)?$|^nao me (mande|mandem|envie|enviem) (mais )?(mensagens|publicidade|propaganda|nada)( mais)?$|^nao me (mande|mandem|envie|enviem|escreva|escrevam|contate|contatem) mais$", Options, PlainWords.MatchTimeout)]
    private static partial Regex Portuguese { get; }

    [GeneratedRegex(@"^لا (ترسل|ترسلوا|تبعث|تبعثوا) (لي |الي )?(اي |المزيد من |مزيدا من )?(ال)?(رسايل|اعلانات)|^لا (ترسل|ترسلوا) (لي |الي )?(بعد الان|مرة اخرى)|^(توقف|توقفوا|كفوا) عن (الارسال|ارسال|مراسلتي|المراسلة|الرسايل|ازعاجي)|^لا (اريد|ارغب في) (استلام |تلقي |المزيد من |اي )*(ال)?(رسايل|رسايلكم|اعلانات)|^(اريد |ارغب في |ارجو )?الغاء (ال)?اشتراك(ي)?$|^(اوقف|اوقفوا) (ارسال |عني )?(ال)?(رسايل|اعلانات)", Options, PlainWords.MatchTimeout)]
    private static partial Regex Arabic { get; }
}
