using System.Text.Json.Serialization;

namespace ChatCommerce.Platform.Messages;

/// <summary>One thing that happened on a channel, in the normal form every provider's webhook is turned into.</summary>
/// <param name="ProviderKey">The provider's id of this event, unique for the channel account: what a redelivery repeats.</param>
/// <param name="ThreadKey">The provider's id of the thread; for one-to-one channels, of the person.</param>
/// <param name="Sender">Who wrote, from the verified envelope, never from the text; empty for events without a person.</param>
/// <param name="OccurredAt">The provider's time, UTC.</param>
/// <param name="Content">What it was.</param>
public sealed record InboundEvent(
    string ProviderKey, string ThreadKey, Sender Sender, DateTimeOffset OccurredAt, InboundContent Content)
{
    /// <summary>The provider's id of the message itself, where the key is another: what later edits, deletions and replies name.</summary>
    public string? MessageId { get; init; }

    /// <summary>The typed reference that brought the person here (deep link, ad, QR code), when the event carries one.</summary>
    public string? Reference { get; init; }

    /// <summary>The ad, post or link that brought the person here, as the provider tells it.</summary>
    public Referral? Referral { get; init; }

    /// <summary>The provider waits for the answer to this very event, so its turn does not wait for more words.</summary>
    [JsonIgnore]
    public bool AnsweredInRequest { get; init; }

    /// <summary>The customer's file itself, where it comes with the event instead of lying at the provider.</summary>
    [JsonIgnore]
    public byte[]? File { get; init; }
}

/// <summary>Where a person came from. Everything in it is the provider's or the advertiser's word: shown and counted, never trusted.</summary>
/// <param name="Source">Such as <c>ad</c>, <c>post</c>, <c>ads</c>, <c>shortlink</c>.</param>
public sealed record Referral(string Source)
{
    /// <summary>What the link carried.</summary>
    public string? Ref { get; init; }

    /// <summary>The ad or post at the provider.</summary>
    public string? AdId { get; init; }

    /// <summary>The click, for telling the advertiser what it led to.</summary>
    public string? ClickId { get; init; }

    public string? ProductId { get; init; }

    public string? Headline { get; init; }

    /// <summary>One line for staff.</summary>
    [JsonIgnore]
    public string Line => string.Join(" · ", new[] { Source, Headline, AdId, ProductId, Ref }.OfType<string>());
}

/// <summary>The person behind an event.</summary>
/// <param name="Identifiers">Typed identifiers, the stable one first; a phone number may be absent.</param>
/// <param name="DisplayName">The name the provider shows; untrusted text.</param>
/// <param name="Language">Two-letter language the provider reports.</param>
public sealed record Sender(IReadOnlyList<Identifier> Identifiers, string? DisplayName = null, string? Language = null);

/// <param name="Kind">Such as <c>web_session</c>, <c>phone</c>, <c>wa_bsuid</c>, <c>telegram_user</c>.</param>
/// <param name="Value">The provider's value as sent.</param>
public sealed record Identifier(string Kind, string Value)
{
    /// <summary>Kind of a phone number, which may pass to somebody else.</summary>
    public const string Phone = "phone";

    /// <summary>Kind of WhatsApp's id of a person for one business, which never does.</summary>
    public const string UserId = "wa_bsuid";
}
