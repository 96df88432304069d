using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Kakao;

/// <summary>Reads a skill request. Members that are missing or of another kind count as absent; only the person must be known.</summary>
internal static class KakaoReader
{
    /// <exception cref="UnreadableWebhook">No JSON, or nobody said it.</exception>
    public static SkillRequest Read(WebhookRequest request)
    {
        using var body = request.JsonObject();
        var root = body.RootElement;
        var said = root.At("userRequest");
        var user = said.At("user");
        if (root.At("bot").Key("id")?.TrimEnd('!') is not { Length: > 0 } bot || user.Key("id") is not { } person)
        {
            throw new UnreadableWebhook("A skill request names its bot and its user; this one does not.");
        }

        var action = root.At("action");
        var resumes = SkillTap.Resumes(action, said);
        return new(bot, person, resumes ? [] : Contents(action, said, root))
        {
            // Kakao says "kr" for Korean in places.
            Sender = new(Identifiers(person, user), Language: said.Language("lang") is "kr" ? "ko" : said.Language("lang")),
            At = request.ReceivedAt,
            Fingerprint = string.Join('\n', bot, person, said.At("block").Key("id"), said.Raw("utterance"), action.At("clientExtra").Fingerprint()),
            CallbackUrl = said.Said("callbackUrl") is { Length: > 0 and <= 2_000 } callback ? callback : null,
            Resumes = resumes,
        };
    }

    private static List<InboundContent> Contents(JsonElement action, JsonElement said, JsonElement root)
    {
        var words = said.Said("utterance");
        var media = SkillPlugins.Read(action);
        return SkillTap.Read(action, root.At("flow"), words) is { } tap ? [tap]
            : media.Count > 0 ? media
            : [words.Length > 0 ? new TextSaid(words) : new Unsupported("empty utterance")];
    }

    // The bot's own id of a person is the one answers go to; the other two are there when the channel is linked so far.
    private static List<Identifier> Identifiers(string person, JsonElement user)
    {
        var properties = user.At("properties");
        List<Identifier> all = [new("kakao_user", person)];
        Add("kakao_channel_user", "plusfriendUserKey");
        Add("kakao_app_user", "appUserId");
        return all;

        void Add(string kind, string name)
        {
            if (properties.Key(name) is { } value)
            {
                all.Add(new(kind, value));
            }
        }
    }
}
