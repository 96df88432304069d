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

    /// <summary>A request is answered so long after it came at the latest: Kakao gives up after five seconds.</summary>
    [Range(100, 4_500)]
    public int AnswerWithinMilliseconds { get; set; } = 4_200;

    /// <summary>A callback is used this long after its request at the latest: its address is dead after a minute.</summary>
    [Range(1, 55)]
    public int CallbackWithinSeconds { get; set; } = 55;

    /// <summary>News waits this long for the customer's own next request before it is paid for as an event.</summary>
    [Range(0, 3_600)]
    public int KnockAfterSeconds { get; set; } = 6;

    /// <summary>Whether this is an address that Kakao gives out for callbacks, and not somebody's idea of where we should post.</summary>
    public bool IsCallback(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && ((address.Scheme == BaseAddress.Scheme && address.Authority.Equals(BaseAddress.Authority, StringComparison.OrdinalIgnoreCase))
            || (address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && address.Host.Equals(CallbackHost, StringComparison.OrdinalIgnoreCase)));
}
