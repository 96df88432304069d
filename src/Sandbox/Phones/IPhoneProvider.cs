using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>One messenger: how it tells a shop what a customer did. Its API for shops is routes of its own, which hand messages to <see cref="Arrivals"/>.</summary>
internal interface IPhoneProvider
{
    /// <summary>As the shop names the channel, <c>telegram</c>.</summary>
    string Kind { get; }

    /// <summary>For people, <c>Telegram</c>.</summary>
    string Title { get; }

    /// <summary>The acts this messenger knows; the page offers only these and anything else is refused.</summary>
    IReadOnlySet<Type> Acts { get; }

    /// <summary>How a webhook is tried again.</summary>
    Redelivery Redelivery { get; }

    /// <summary>What the shop may address this person by, the usual one first: a phone number, a page-scoped id, a chat id.</summary>
    IReadOnlyList<string> AddressesOf(Line line, Person person);

    /// <summary>A fresh id for a message of either side.</summary>
    string NewMessageId(PhoneChat chat);

    /// <summary>The signed calls that report an act; none when the provider reports nothing. <c>act.Id</c> and <c>act.At</c> are set.</summary>
    IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act);

    /// <summary>The signed calls that report how one of the shop's messages fares; none when the provider has no such reports.</summary>
    IReadOnlyList<ProviderCall> Report(PhoneChat chat, Bubble bubble, BubbleState state) => [];

    /// <summary>Several calls of one line in one, when the provider batches; null when it does not.</summary>
    ProviderCall? Batch(Line line, IReadOnlyList<ProviderCall> calls) => null;

    /// <summary>The shop answered a call that reports an act. Where an answer carries messages (a skill's, TwiML), they are handed to <paramref name="arrivals"/> here.</summary>
    void Answered(Arrivals arrivals, PhoneChat chat, WebhookReply reply)
    {
    }
}

/// <summary>One signed HTTP call to the shop.</summary>
internal sealed record ProviderCall
{
    /// <summary>What it reports, for faults to match and people to read: <c>message</c>, <c>status delivered</c>.</summary>
    public required string Type { get; init; }

    public required byte[] Body { get; init; }

    public string Method { get; init; } = "POST";

    public string ContentType { get; init; } = "application/json";

    /// <summary>Signature included.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The header that proves where the call is from, so that a test may spoil it.</summary>
    public string? SignatureHeader { get; init; }

    /// <summary>When it does not go to the line's webhook, such as a status address given with the message.</summary>
    public Uri? To { get; init; }
}

/// <summary>What the shop answered to a webhook; <see cref="Status"/> is null when no answer came.</summary>
internal sealed record WebhookReply(ProviderCall Call, int? Status, string Body);

/// <summary>When a webhook that was not acknowledged is tried again.</summary>
/// <param name="Waits">Before each further try; none: it is tried once.</param>
/// <param name="Patience">How long the shop may take to answer.</param>
internal sealed record Redelivery(IReadOnlyList<TimeSpan> Waits, TimeSpan Patience)
{
    public static readonly Redelivery Never = new([], TimeSpan.FromSeconds(15));

    public static Redelivery After(TimeSpan patience, params IReadOnlyList<TimeSpan> waits) => new(waits, patience);
}
