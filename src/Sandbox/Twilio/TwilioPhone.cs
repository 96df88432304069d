using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>What WhatsApp and SMS have in common when they come through Twilio.</summary>
internal abstract class TwilioPhone(StatusAddresses statuses, OwnAddress own) : IPhoneProvider
{
    public abstract string Kind { get; }

    public abstract string Title { get; }

    public abstract IReadOnlySet<Type> Acts { get; }

    /// <summary>A webhook is tried once; only overrides in its address change that.</summary>
    public Redelivery Redelivery => Redelivery.Never;

    public abstract IReadOnlyList<string> AddressesOf(Line line, Person person);

    public string NewMessageId(PhoneChat chat) => TwilioCalls.NewSid("SM");

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act) => act switch
    {
        SendRaw raw => [TwilioCalls.SignedRaw(chat.Line, raw.Body)],
        ReadMessages => [],
        FailMessage failed => Failed(chat, failed),
        _ => [TwilioCalls.Signed(chat.Line, "message", [.. TwilioCalls.Message(chat, act, FromOf(chat)), .. About(chat, act), .. Said(chat, act)])],
    };

    public IReadOnlyList<ProviderCall> Report(PhoneChat chat, Bubble bubble, BubbleState state)
    {
        string[] words = state switch
        {
            BubbleState.Delivered => ["sent", "delivered"],
            BubbleState.Read when HasReceipts => ["read"],
            _ => [],
        };
        return [.. words.Select(word => TwilioCalls.Report(chat, statuses.Find(bubble.Id), new(bubble.Id, FromOf(chat), word))).OfType<ProviderCall>()];
    }

    protected virtual bool HasReceipts => false;

    protected abstract string FromOf(PhoneChat chat);

    /// <summary>What this messenger says about the person.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> About(PhoneChat chat, CustomerAct act);

    protected abstract IEnumerable<KeyValuePair<string, string>> Said(PhoneChat chat, CustomerAct act);

    protected IEnumerable<KeyValuePair<string, string>> Media(PhoneChat chat, SendMedia sent) =>
    [
        new("Body", sent.Caption ?? ""),
        new("NumMedia", "1"),
        new("MediaContentType0", sent.ContentType ?? "application/octet-stream"),
        new("MediaUrl0", own.At($"/twilio/2010-04-01/Accounts/{chat.Line.Setting("account_sid")}/Messages/{sent.Id}/Media/{sent.MediaId}")),
    ];

    protected static IEnumerable<KeyValuePair<string, string>> Words(string text) => [new("Body", text), new("NumMedia", "0")];

    private IReadOnlyList<ProviderCall> Failed(PhoneChat chat, FailMessage failed) =>
        TwilioCalls.Report(chat, statuses.Find(failed.MessageId), new(failed.MessageId, FromOf(chat), "undelivered", failed.Code)) is { } call ? [call] : [];
}
