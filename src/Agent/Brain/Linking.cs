using System.Text.RegularExpressions;
using ChatCommerce.Agent.Turns;

namespace ChatCommerce.Agent.Brain;

/// <summary>Reads, in English and Korean, that two chats are to be joined, by what the other one is known or that it is by nothing, and the code.</summary>
internal static partial class Linking
{
    private const RegexOptions Options = RegexOptions.ExplicitCapture;
    private const int Time = PlainWords.MatchTimeout;

    public static Move? Read(Sentence said)
    {
        var (text, asking) = (said.Plain, said.Memory.Asking?.Kind);
        if (asking is not QuestionKind.LinkIdentifier && CodeIn(text, asking is QuestionKind.LinkCode) is { } code)
        {
            return Move.To("confirm_link", ("code", code));
        }

        var wanted = Wanted.IsMatch(text);
        var identifier = wanted || asking is QuestionKind.LinkIdentifier ? Identifier.Match(text) : Match.Empty;
        if (ShowCode.IsMatch(text) || !identifier.Success && (wanted || asking is QuestionKind.LinkIdentifier or QuestionKind.LinkCode) && NoNumber.IsMatch(text))
        {
            return Move.To("show_link_code");
        }

        return wanted || identifier.Success ? Move.To("start_link", ("identifier", identifier.Success ? identifier.Value.Trim() : null)) : null;
    }

    // Right after it was asked for, the code may stand among other words.
    private static string? CodeIn(string text, bool asked)
    {
        var match = asked ? SixDigits.Match(text) : OnlyCode.Match(text);
        return match.Success ? match.Groups["code"].Value : null;
    }

    [GeneratedRegex(@"\b(link|connect|join|merge|combine|unite)\b( \w+){0,4} (chats?|conversations?|channels?|accounts?|whatsapp|sms|telegram|instagram|messenger|kakao ?(talk)?)\b|(다른|이전|예전|지난|원래|두|기존|카카오톡|카톡|왓츠앱|문자|텔레그램|인스타그램|인스타|메신저|웹) ?(채팅방|채팅|대화방|대화|채널|계정|톡)?(을|를|이랑|랑|과|와|하고|에서|으로|로)? ?(하던 |쓰던 |있던 )?(거 |것 |걸 |좀 |여기랑 |여기로 |여기에 |이 채팅과 |같이 )*(연결|연동|합쳐|합치|통합)|^(내|제|우리)? ?(채팅방|채팅|대화방|대화)(들)?(을|를)? ?(좀 )?(연결|연동|합쳐|합치|통합)", Options, Time)]
    private static partial Regex Wanted { get; }

    [GeneratedRegex(@"^(please )?(show|give|get|send) me (a |the |my )?(link(ing)? |joining )?code( here)?$|\b(link(ing)?|joining) code\b|연결 ?(코드|번호|인증번호)|^(여기에? ?)?(인증번호|코드)(를|을)? ?(좀 )?(보기|보여 ?(줘|주세요|줄래요)|알려 ?(줘|주세요))$", Options, Time)]
    private static partial Regex ShowCode { get; }

    [GeneratedRegex(@"\b(neither|none|nothing)\b|\b(don'?t|do not|can'?t|cannot) (have|know|remember|find)\b|\b(have|know|got) (no|neither|none)\b|\bno (order|phone|number|code)\b|\bforgot\b|(둘 ?다|번호(가|는|도)?|주문(이|은|도)?|아무것도|코드(가|는)?|문자(가|는)?) ?.{0,8}(없|몰라|모르|기억 ?(안|이)|안 ?(왔|와|나))|^(없어|몰라|모르|기억 ?안)", Options, Time)]
    private static partial Regex NoNumber { get; }

    [GeneratedRegex(@"(?<![\w-])[a-z]{1,3}-?\d{3,12}(?![\w-])|[+(]{0,2}\d[\d ().-]{5,20}\d", Options, Time)]
    private static partial Regex Identifier { get; }

    [GeneratedRegex(@"^((the |my |your )?(code|number)( is|:)? |it'?s |(인증 ?)?(번호|코드)(는|은|가|이)?:? ?)?(?<code>\d{3}[ -]?\d{3})( ?(이에요|예요|입니다|이요|요))?$", Options, Time)]
    private static partial Regex OnlyCode { get; }

    [GeneratedRegex(@"(?<!\d)(?<code>\d{3}[ -]?\d{3})(?!\d)", Options, Time)]
    private static partial Regex SixDigits { get; }
}
