using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Channels.Twilio;

/// <summary>Configuration section <c>Channels:Twilio</c>; each address with a slash at the end.</summary>
public sealed class TwilioOptions
{
    public const string Section = "Channels:Twilio";

    /// <summary>Messages, media and accounts.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://api.twilio.com/");

    /// <summary>Interactive messages and templates.</summary>
    [Required]
    public Uri ContentBaseAddress { get; set; } = new("https://content.twilio.com/");

    /// <summary>Typing.</summary>
    [Required]
    public Uri MessagingBaseAddress { get; set; } = new("https://messaging.twilio.com/");
}
