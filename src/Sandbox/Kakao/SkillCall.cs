using System.Text.Json;
using System.Text.Json.Serialization;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>Writes skill requests in Kakao's form, with the header that the shop entered in the skill's form.</summary>
internal static class SkillCall
{
    private const string Header = "X-ChatCommerce-Skill";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static ProviderCall Of(PhoneChat chat, Utterance said)
    {
        var block = said.BlockId ?? chat.Line.Setting("skill_block_id") ?? "fallback";
        var user = KakaoTalk.UserKey(chat.Line, chat.Person);
        return Of(chat.Line, said.Type, JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                intent = new { id = block, name = "블록" },
                userRequest = new
                {
                    timezone = "Asia/Seoul",
                    @params = new Dictionary<string, string> { ["surface"] = "Kakaotalk.plusfriend" },
                    block = new { id = block, name = "블록" },
                    utterance = said.Text,
                    lang = chat.Person.Language,
                    user = new
                    {
                        id = user,
                        type = "botUserKey",
                        properties = new { botUserKey = user, plusfriendUserKey = "pfk_" + chat.Person.Hex("plusfriend " + chat.Line.ExternalId, 12), isFriend = true },
                    },
                    said.CallbackUrl,
                },
                bot = new { id = chat.Line.ExternalId, name = chat.Line.Name },
                action = new { id = "skill", name = "skill", @params = said.Params, detailParams = new { }, clientExtra = said.Extra ?? new JsonElement?(JsonDocument.Parse("{}").RootElement) },
                flow = new { trigger = new { type = said.Trigger }, lastBlock = new { id = block, name = "블록" } },
                contexts = Array.Empty<object>(),
            },
            Json));
    }

    public static ProviderCall Of(Line line, string type, byte[] body) => new()
    {
        Type = type,
        Body = body,
        Headers = new Dictionary<string, string> { [Header] = line.Secret("skill_secret") },
        SignatureHeader = Header,
    };
}

/// <summary>What a person said, or an event brought.</summary>
/// <param name="Trigger">How it came about, in Kakao's words.</param>
internal sealed record Utterance(string Text, string Trigger)
{
    /// <summary>For faults to match.</summary>
    public string Type { get; init; } = "message";

    public string? CallbackUrl { get; init; }

    public string? BlockId { get; init; }

    public JsonElement? Extra { get; init; }

    public IReadOnlyDictionary<string, string> Params { get; init; } = new Dictionary<string, string>();
}
