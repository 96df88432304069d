using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Agent.Brain;

/// <summary>Words that code understands by itself, whatever brain a tenant has: silence, its end, a person, yes and no.</summary>
public static partial class PlainWords
{
    /// <summary>Milliseconds; lines are cut before they are read, so this is never reached.</summary>
    internal const int MatchTimeout = 1_000;

    private const int Longest = 400;

    private static readonly FrozenSet<string> StartWords = Set(
        "start", "unstop", "subscribe", "resume", "opt in", "수신동의", "수신 동의", "시작", "다시 시작", "구독", "다시 받을게요", "수신 허용",
        "iniciar", "empezar", "comenzar", "bắt đầu", "reprendre", "commencer", "starten", "старт", "mulai", "開始", "开始", "订阅");

    private static readonly FrozenSet<string> YesWords = Set(
        "yes", "y", "yeah", "yep", "yup", "sure", "ok", "okay", "confirm", "yes please", "yes cancel", "yes cancel it", "yes join", "yes join them", "join", "please do", "do it", "go ahead", "correct",
        "네", "넵", "넹", "예", "응", "ㅇㅇ", "ㅇㅋ", "네네", "맞아요", "좋아요", "그래요", "그렇게 해주세요", "네 취소할게요", "네 취소해주세요", "네 취소해 주세요", "확인", "취소할게요", "네 연결할게요", "네 연결해주세요", "네 연결해 주세요", "연결할게요",
        "sí", "si", "có", "oui", "ja", "sim", "はい", "是");

    private static readonly FrozenSet<string> NoWords = Set(
        "no", "n", "nope", "nah", "no thanks", "no thank you", "no keep it", "keep it", "no keep apart", "keep apart", "don't", "dont", "do not", "never mind", "nevermind",
        "아니", "아니요", "아뇨", "아니오", "ㄴㄴ", "취소 안 해요", "취소하지 마세요", "그대로 둘게요", "아니요 그대로 둘게요", "아니요 따로 둘게요", "따로 둘게요", "괜찮아요", "됐어요",
        "không", "non", "nein", "não", "いいえ", "不");

    public static bool Stops(string line) => Bare(line) is var bare && StopWords.Say(bare) && !AdvertisingWords.Only(bare);

    /// <summary>No advertising any more; everything else as before.</summary>
    public static bool StopsAdvertising(string line) => AdvertisingWords.End(Bare(line));

    public static bool AgreesToAdvertising(string line) => AdvertisingWords.Agree(Bare(line));

    public static bool Starts(string line) => StartWords.Contains(Bare(line)) || StartSentence.IsMatch(Bare(line));

    public static bool WantsHuman(string line) => HumanSentence.IsMatch(Bare(line));

    /// <summary>True for a plain yes, false for a plain no, null for anything else, such as a yes inside other words.</summary>
    public static bool? YesOrNo(string line) => Bare(line) switch
    {
        var bare when YesWords.Contains(bare) => true,
        var bare when NoWords.Contains(bare) => false,
        _ => null,
    };

    /// <summary>Lower case, composed, one space between words, without marks around them.</summary>
    public static string Bare(string line)
    {
        var bare = new StringBuilder(line.Length);
        foreach (var letter in CustomerText.Cut(line, Longest).Normalize(NormalizationForm.FormKC).Replace('’', '\'').ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter) || letter == '\'' || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                bare.Append(letter);
            }
            else if (bare.Length > 0 && bare[^1] != ' ')
            {
                bare.Append(' ');
            }
        }

        return bare.ToString().TrimEnd();
    }

    [GeneratedRegex(@"^(please )?start (sending|messaging)|메시지(를)? 다시 (받|보내)|다시 보내 ?(줘|주세요)", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex StartSentence { get; }

    [GeneratedRegex(@"\b(human|real person|live (agent|person|chat)|representative|operator|customer (service|support|care))\b|^agent$|\b(talk|speak|chat|connect me|get me|pass me)\b.*\b(person|someone|somebody|staff|agent|human|people|manager|employee)\b|상담원|상담사|상담 ?(연결|받고|하고)|담당자|직원(이랑|과|하고|한테|분|을|에게| )|사람(이랑|과|하고|한테|이 |을 |에게| 연결| 불러)|관리자 (연결|불러)|\b(hablar con (una persona|alguien|un agente))\b|gặp nhân viên", RegexOptions.ExplicitCapture, MatchTimeout)]
    private static partial Regex HumanSentence { get; }

    private static FrozenSet<string> Set(params string[] words) => words.Select(Bare).ToFrozenSet();
}
