extern alias Sandbox;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Tests.Sandbox.Phones;

/// <summary>A messenger that exists only in tests: plain JSON, an HMAC, two further tries.</summary>
internal sealed class PigeonPost : IPhoneProvider
{
    public const string Name = "pigeon";
    private int ids;

    public string Kind => Name;

    public string Title => "Pigeon post";

    public IReadOnlySet<Type> Acts { get; } = new HashSet<Type>
    {
        typeof(WriteText), typeof(SendMedia), typeof(SendLocation), typeof(TapButton), typeof(PickRow), typeof(OrderFromCatalog), typeof(React),
        typeof(EditMessage), typeof(DeleteMessage), typeof(SetPreference), typeof(StartWithReference), typeof(ReadMessages), typeof(FailMessage),
    };

    public Redelivery Redelivery { get; } = Redelivery.After(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(60));

    public List<WebhookReply> Replies { get; } = [];

    public IReadOnlyList<string> AddressesOf(Line line, Person person) => [person.Digits("pigeon " + line.ExternalId, 8), person.Phone];

    public string NewMessageId(PhoneChat chat) => $"pig-{Interlocked.Increment(ref ids)}";

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act) =>
        [Signed(chat.Line, "message", new { type = act.GetType().Name, id = act.Id, from = chat.Person.Id, text = (act as WriteText)?.Text })];

    public IReadOnlyList<ProviderCall> Report(PhoneChat chat, Bubble bubble, BubbleState state) =>
        [Signed(chat.Line, "status " + state, new { type = state.ToString(), id = bubble.Id })];

    public ProviderCall? Batch(Line line, IReadOnlyList<ProviderCall> calls) =>
        Signed(line, "batch", new { type = "batch", id = "", bodies = calls.Select(call => Encoding.UTF8.GetString(call.Body)) });

    public void Answered(Arrivals arrivals, PhoneChat chat, WebhookReply reply)
    {
        lock (Replies) Replies.Add(reply);
    }

    private static ProviderCall Signed(Line line, string type, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(line.Secret("secret")), bytes));
        return new ProviderCall
        {
            Type = type,
            Body = bytes,
            Headers = new Dictionary<string, string> { ["X-Pigeon"] = signature },
            SignatureHeader = "X-Pigeon",
        };
    }
}
