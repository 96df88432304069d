namespace ChatCommerce.Channels.Kakao;

/// <summary>What we say ourselves where Kakao wants an answer and there is none of the bot's: Korean, or English for everybody else.</summary>
public sealed record KakaoTexts
{
    private static readonly KakaoTexts Korean = new()
    {
        StillLooking = "답변을 준비하고 있어요. 잠시 후 아래 [결과 보기]를 눌러 주세요.",
        Searching = "찾아보고 있어요. 잠시만 기다려 주세요.",
        ShowResult = "결과 보기",
        WithAPerson = "담당자가 확인하고 있어요. 답변이 오면 [결과 보기]에서 보실 수 있어요.",
        Stopped = "메시지를 받지 않기로 하셨어요. 다시 받으시려면 \"수신동의\"라고 보내 주세요.",
        Answered = "바로 위에서 답해 드렸어요.",
        NothingNew = "새로 도착한 답변이 없어요. 궁금한 점을 말씀해 주세요.",
        Unreadable = "내용을 읽지 못했어요. 글로 다시 말씀해 주세요.",
        AskOperator = "상담원과 바로 이야기하실 수도 있어요.",
        Operator = "상담원 연결",
    };

    private static readonly KakaoTexts English = new()
    {
        StillLooking = "I'm still looking. Tap \"Show result\" in a moment.",
        Searching = "Looking it up. One moment, please.",
        ShowResult = "Show result",
        WithAPerson = "A person is looking at it. Their answer will be under \"Show result\".",
        Stopped = "You asked for no more messages. Write \"START\" to hear from us again.",
        Answered = "The answer stands just above.",
        NothingNew = "There is nothing new. What can I do for you?",
        Unreadable = "That could not be read. Please write it as text.",
        AskOperator = "You can also talk to our staff directly.",
        Operator = "Talk to staff",
    };

    public required string StillLooking { get; init; }

    public required string Searching { get; init; }

    public required string ShowResult { get; init; }

    public required string WithAPerson { get; init; }

    public required string Stopped { get; init; }

    public required string Answered { get; init; }

    public required string NothingNew { get; init; }

    public required string Unreadable { get; init; }

    public required string AskOperator { get; init; }

    public required string Operator { get; init; }

    public static KakaoTexts In(string language) => language.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Korean : English;

    /// <summary>Where a bot has no block of ours the button says its label.</summary>
    public static bool IsShowResult(string utterance) =>
        utterance.Equals(Korean.ShowResult, StringComparison.Ordinal) || utterance.Equals(English.ShowResult, StringComparison.OrdinalIgnoreCase);
}
