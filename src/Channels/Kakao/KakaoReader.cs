using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Kakao;

/// <summary>Reads a skill request. Members that are missing or of another kind count as absent; only the person must be known.</summary>
internal static class KakaoReader
{
    private const int MostText = 200;

    /// <exception cref="UnreadableWebhook">No JSON, or nobody said it.</exception>
    public static SkillRequest Read(WebhookRequest request)
    {
        using var body = Parse(request.Body);
        var root = body.RootElement;
        var said = SkillJson.Member(root, "userRequest");
        var user = SkillJson.Member(said, "user");
        var (bot, person) = (SkillJson.Text(SkillJson.Member(root, "bot"), "id").TrimEnd('!'), SkillJson.Text(user, "id"));
        if (bot.Length == 0 || person.Length == 0)
        {
            throw new UnreadableWebhook("A skill request names its bot and its user; this one does not.");
        }

        var action = SkillJson.Member(root, "action");
        var resumes = SkillTap.Resumes(action, said);
        var callback = SkillJson.Text(said, "callbackUrl");
        return new(bot, person, resumes ? [] : Contents(action, said, root))
        {
            Sender = new(Identifiers(person, user), Language: Language(SkillJson.Text(said, "lang"))),
            At = request.ReceivedAt,
            Fingerprint = string.Join('\n', bot, person, SkillJson.Text(SkillJson.Member(said, "block"), "id"), SkillJson.Text(said, "utterance"), SkillJson.Raw(action, "clientExtra")),
            CallbackUrl = callback.Length > 0 ? callback : null,
            Resumes = resumes,
        };
    }

    private static List<InboundContent> Contents(JsonElement action, JsonElement said, JsonElement root)
    {
        var words = CustomerText.Clean(SkillJson.Text(said, "utterance"));
        var media = SkillPlugins.Read(action);
        return SkillTap.Read(action, SkillJson.Member(root, "flow"), words) is { } tap ? [tap]
            : media.Count > 0 ? media
            : [words.Length > 0 ? new TextSaid(words) : new Unsupported("empty utterance")];
    }

    // The bot's own id of a person is the one answers go to; the other two are there when the channel is linked so far.
    private static List<Identifier> Identifiers(string person, JsonElement user)
    {
        var properties = SkillJson.Member(user, "properties");
        List<Identifier> all = [new("kakao_user", Short(person))];
        Add("kakao_channel_user", "plusfriendUserKey");
        Add("kakao_app_user", "appUserId");
        return all;

        void Add(string kind, string name)
        {
            if (SkillJson.Text(properties, name) is { Length: > 0 } value)
            {
                all.Add(new(kind, Short(value)));
            }
        }
    }

    // Kakao says "kr" for Korean in places.
    private static string? Language(string given) => given switch
    {
        "kr" or "ko" => "ko",
        { Length: >= 2 } => given[..2].ToLowerInvariant(),
        _ => null,
    };

    private static string Short(string text) => CustomerText.Cut(CustomerText.Clean(text), MostText);

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException problem)
        {
            throw new UnreadableWebhook("The body is no JSON.", problem);
        }
    }
}
