using System.Text;
using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.Channels.Kakao;

/// <summary>An account and requests as KakaoTalk makes them.</summary>
internal static class KakaoWorld
{
    public const string Secret = "a-long-random-secret";
    public const string Bot = "5f00aa";
    public const string Person = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public static readonly DateTimeOffset At = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    public static ChannelAccount Account(string? block = "6512ab", string? orderEvent = null) => new(
        Id.New<TenantId>(TimeProvider.System), Id.New<ChannelAccountId>(TimeProvider.System), KakaoChannel.Name, Bot, "KakaoTalk",
        new Dictionary<string, string> { ["skill_secret"] = Secret, ["rest_api_key"] = "rest-key" },
        new Dictionary<string, string> { ["skill_block_id"] = block ?? "", ["event_order"] = orderEvent ?? "" });

    public static WebhookRequest Request(string body, DateTimeOffset? at = null, string? secret = Secret) => new(
        "POST", new Uri("https://shop.example/webhooks/kakaotalk/token"),
        secret is null ? new Dictionary<string, string>() : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["X-ChatCommerce-Skill"] = secret },
        Encoding.UTF8.GetBytes(body))
    { ReceivedAt = at ?? At };

    /// <summary>A request with the members that matter here.</summary>
    public static string Body(string utterance, object? extra = null, string? callback = null, string person = Person, string bot = Bot) => JsonSerializer.Serialize(new
    {
        intent = new { id = "6512aa", name = "폴백 블록" },
        userRequest = new
        {
            timezone = "Asia/Seoul",
            block = new { id = "6512aa", name = "폴백 블록" },
            utterance,
            lang = "ko",
            user = new { id = person, type = "botUserKey", properties = new { botUserKey = person, plusfriendUserKey = "pfk_" + person } },
            callbackUrl = callback,
        },
        bot = new { id = bot, name = "acme" },
        action = new { id = "65aa", name = "acme_skill", @params = new { }, detailParams = new { }, clientExtra = extra ?? new { } },
        contexts = Array.Empty<object>(),
    });

    public static SkillRequest Open(string body, DateTimeOffset? at = null) => KakaoChannel.Open(Request(body, at));
}
