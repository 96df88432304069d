using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.Channels.Meta;

/// <summary>Where WhatsApp, Messenger and Instagram are called. Section <c>Channels:Meta</c>.</summary>
public sealed class MetaOptions
{
    public const string Section = "Channels:Meta";

    private static readonly Uri Facebook = new("https://graph.facebook.com/");

    private static readonly Uri InstagramLogin = new("https://graph.instagram.com/");

    [Required]
    public Uri BaseAddress { get; set; } = Facebook;

    /// <summary>For Instagram accounts connected by Instagram Login; unset, it follows <see cref="BaseAddress"/> when that was changed.</summary>
    public Uri? InstagramBaseAddress { get; set; }

    /// <summary>Graph version, such as <c>v25.0</c>.</summary>
    [RegularExpression(@"v\d{1,3}\.\d{1,2}")]
    public string Version { get; set; } = "v25.0";

    public Uri Instagram => InstagramBaseAddress ?? (BaseAddress == Facebook ? InstagramLogin : BaseAddress);
}
