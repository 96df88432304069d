using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>
/// KakaoTalk as a bot's skill server meets it: a call with the shop's own header for each thing said, five seconds for the answer, which is
/// the message. A call that fails is not made again; the phone shows that it failed.
/// </summary>
internal sealed class KakaoTalk(KakaoCallbacks callbacks) : IPhoneProvider
{
    public const string Name = "kakaotalk";

    public string Kind => Name;

    public string Title => "KakaoTalk";

    public IReadOnlySet<Type> Acts { get; } = new HashSet<Type> { typeof(WriteText), typeof(TapButton), typeof(PickRow), typeof(SendMedia), typeof(SendLocation), typeof(SendRaw) };

    public Redelivery Redelivery { get; } = Redelivery.After(TimeSpan.FromSeconds(5));

    public IReadOnlyList<string> AddressesOf(Line line, Person person) => [UserKey(line, person)];

    public string NewMessageId(PhoneChat chat) => Ids.New("kakao_", 16);

    public IReadOnlyList<ProviderCall> Compose(PhoneChat chat, CustomerAct act)
    {
        var callback = act is SendRaw ? null : callbacks.Offer(chat);
        return act switch
        {
            SendRaw raw => [SkillCall.Of(chat.Line, "message", System.Text.Encoding.UTF8.GetBytes(raw.Body))],
            WriteText said => [SkillCall.Of(chat, new(said.Text + "\n", "TEXT_INPUT") { CallbackUrl = callback })],
            TapButton tapped => [Tapped(chat, tapped.Payload, tapped.Label, "QUICKREPLY_BUTTON", callback)],
            PickRow picked => [Tapped(chat, picked.Payload, picked.Label, "LIST_ITEM", callback)],
            SendMedia sent => [SkillCall.Of(chat, new("http://secure.kakaocdn.net/picture", "TEXT_INPUT") { CallbackUrl = callback, Params = Picture(sent) })],
            SendLocation place => [SkillCall.Of(chat, new(place.Address ?? "위치", "TEXT_INPUT") { CallbackUrl = callback, Params = Place(place) })],
            _ => [],
        };
    }

    public void Answered(Arrivals arrivals, PhoneChat chat, WebhookReply reply)
    {
        foreach (var bubble in SkillAnswer.Read(reply))
        {
            arrivals.Received(chat.Line, UserKey(chat.Line, chat.Person), bubble);
        }
    }

    /// <summary>What this bot knows the person by; another bot knows another.</summary>
    public static string UserKey(Line line, Person person) => person.Hex("kakao " + line.ExternalId, 32);

    // A block button calls its block with what it carries; a message button only says its words.
    private static ProviderCall Tapped(PhoneChat chat, string payload, string label, string what, string? callback)
    {
        var button = SkillAnswer.ReadPayload(payload);
        return SkillCall.Of(chat, new(button?.MessageText ?? label, what + (button?.Extra is null ? "_MESSAGE" : "_BLOCK"))
        {
            CallbackUrl = callback,
            BlockId = button?.BlockId,
            Extra = button?.Extra,
        });
    }

    private static Dictionary<string, string> Picture(SendMedia sent) => new()
    {
        ["secureimage"] = JsonSerializer.Serialize(new
        {
            privacyAgreement = "Y",
            imageQuantity = "1",
            secureUrls = $"List(https://secure.kakaocdn.net/dna/{sent.MediaId}/img.jpg?credential=x)",
            expire = "2030-01-01T00:00:00+0900",
        }),
    };

    private static Dictionary<string, string> Place(SendLocation place) => new()
    {
        ["location"] = JsonSerializer.Serialize(new { latitude = place.Latitude, longitude = place.Longitude, address = place.Address }),
    };
}
