using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Channels.Kakao;

/// <summary>Where KakaoTalk is and how long it waits. Section <c>Channels:Kakao</c>.</summary>
public sealed class KakaoOptions
{
    /// <summary>Of the bot API: events and callbacks.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://bot-api.kakao.com/");

    /// <summary>The one host whose callback addresses are answered, besides the base address itself.</summary>
    [Required]
    public string CallbackHost { get; set; } = "bot-api.kakao.com";

    /// <summary>
    /// So long after a request came the waiting ends. Kakao gives up after five seconds; what is left writes the answer, out by 4.2 seconds unless
    /// the machine is busy.
    /// </summary>
    [Range(100, 4_500)]
    public int AnswerWithinMilliseconds { get; set; } = 4_000;

    /// <summary>A callback is used this long after its request at the latest: its address is dead after a minute.</summary>
    [Range(1, 55)]
    public int CallbackWithinSeconds { get; set; } = 55;

    /// <summary>News waits this long for the customer's own next request before it is paid for as an event.</summary>
    [Range(0, 3_600)]
    public int KnockAfterSeconds { get; set; } = 6;

    /// <summary>So long after an event was taken Kakao is asked, once, whether it reached the person.</summary>
    [Range(0, 3_600)]
    public int AskAfterSeconds { get; set; } = 60;

    /// <summary>Whether this is an address that Kakao gives out for callbacks, and not somebody's idea of where we should post.</summary>
    public bool IsCallback(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && ((address.Scheme == BaseAddress.Scheme && address.Authority.Equals(BaseAddress.Authority, StringComparison.OrdinalIgnoreCase))
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.Host.Equals(CallbackHost, StringComparison.OrdinalIgnoreCase)));
}
