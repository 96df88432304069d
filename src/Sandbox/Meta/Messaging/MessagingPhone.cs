using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.Messaging;

/// <summary>Messenger and Instagram as a customer holds them: one envelope, other objects, other reports.</summary>
internal sealed class MessagingPhone(string kind, SandboxAddress address) : IPhoneProvider
{
    public const string Messenger = "messenger";
    public const string Instagram = "instagram";

    private static readonly Type[] Both =
    [
        typeof(WriteText), typeof(SendMedia), typeof(TapButton), typeof(AskAboutProduct), typeof(React), typeof(StartWithReference), typeof(ReadMessages), typeof(SendRaw),
    ];

    public string Kind => kind;

    public string Title => kind is Instagram ? "Instagram" : "Messenger";

    public IReadOnlySet<Type> Acts { get; } = kind is Instagram
        ? new HashSet<Type>([.. Both, typeof(EditMessage), typeof(DeleteMessage)])
        : new HashSet<Type>([.. Both, typeof(SendLocation)]);

    public Redelivery Redelivery => MetaCalls.DayAndAHalf;

    /// <summary>What a page or account knows somebody by; elsewhere they have another.</summary>
    public static string PersonIdOf(Line line, Person person) => person.Digits($"{line.Kind} {line.ExternalId}", 16);

    public IReadOnlyList<string> AddressesOf(Line line, Person person) => [PersonIdOf(line, person)];

    public string NewMessageId(PhoneChat chat) => kind is Instagram ? Ids.New("aWdfZAG1f", 60) : Ids.New("m_", 60);

    public ProviderCall? Batch(Line line, IReadOnlyList<ProviderCall> calls) => MetaCalls.Batch(line, calls);

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act) => act switch
    {
        SendRaw raw => [MetaCalls.Signed(chat.Line, "raw", raw.Body)],
        ReadMessages => [],
        StartWithReference { Text: null } start when chat.Bubbles.Count == 0 && kind is Messenger => [Item(chat, "postback", act.At, MessagingContent.GetStarted(start))],
        StartWithReference { Text: null } start => [Item(chat, "referral", act.At, MessagingContent.Referral(start))],
        TapButton tapped when !MessagingContent.IsQuickReply(chat, tapped) => [Item(chat, "postback", act.At, MessagingContent.Postback(chat, tapped))],
        React react => [Item(chat, "reaction", act.At, MessagingContent.Reaction(react))],
        EditMessage edit => [Item(chat, "message_edit", act.At, new() { ["mid"] = edit.MessageId, ["text"] = edit.Text, ["num_edit"] = 1 })],
        _ => [Item(chat, "message", act.At, MessagingContent.Message(chat, act, address))],
    };

    /// <summary>The shop's own message comes back to it as an echo; Messenger tells of delivery, and of reading only by time.</summary>
    public IReadOnlyList<ProviderCall> Report(PhoneChat chat, Bubble bubble, BubbleState state)
    {
        var until = bubble.At.ToUnixTimeMilliseconds() + 1;
        return (state, kind) switch
        {
            (BubbleState.Delivered, Messenger) =>
            [
                Echo(chat, bubble),
                Item(chat, "delivery", bubble.At, new() { ["mids"] = new JsonArray(bubble.Id), ["watermark"] = until }),
            ],
            (BubbleState.Delivered, _) => [Echo(chat, bubble)],
            (BubbleState.Read, Messenger) => [Item(chat, "read", bubble.At, new() { ["watermark"] = until })],
            (BubbleState.Read, _) => [Item(chat, "read", bubble.At, new() { ["mid"] = bubble.Id })],
            _ => [],
        };
    }

    private ProviderCall Echo(PhoneChat chat, Bubble bubble) =>
        Call(chat, "echo", bubble.At, new() { ["message"] = MessagingContent.Echo(chat.Line, bubble) }, fromShop: true);

    private ProviderCall Item(PhoneChat chat, string name, DateTimeOffset at, JsonObject content) => Call(chat, name, at, new() { [name] = content }, fromShop: false);

    private ProviderCall Call(PhoneChat chat, string type, DateTimeOffset at, JsonObject item, bool fromShop)
    {
        var (person, shop) = (PersonIdOf(chat.Line, chat.Person), chat.Line.ExternalId);
        item.Insert(0, "sender", new JsonObject { ["id"] = fromShop ? shop : person });
        item.Insert(1, "recipient", new JsonObject { ["id"] = fromShop ? person : shop });
        item.Insert(2, "timestamp", at.ToUnixTimeMilliseconds());
        return MetaCalls.Signed(chat.Line, type, new JsonObject
        {
            ["object"] = kind is Instagram ? "instagram" : "page",
            ["entry"] = new JsonArray(new JsonObject { ["id"] = shop, ["time"] = at.ToUnixTimeMilliseconds(), ["messaging"] = new JsonArray(item) }),
        });
    }
}
