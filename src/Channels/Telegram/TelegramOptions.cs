using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Channels.Telegram;

/// <summary>Configuration section <c>Channels:Telegram</c>.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Channels:Telegram";

    /// <summary>The Bot API, with a slash at the end.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://api.telegram.org/");
}
