using System.Globalization;

namespace ChatCommerce.Commerce.Demo;

/// <summary>A demo shop's accounts at every messenger, with ids and secrets in the form their providers give them.</summary>
internal sealed class DemoChannels(string slug, string name, Func<string, byte[]> derive, Func<string, string> text)
{
    public DemoChannel WebChat => Of("web_chat", "Web chat", slug, new() { ["key"] = text("web chat key") }, []);

    public IReadOnlyList<DemoChannel> Messengers =>
    [
        Of("whatsapp", "WhatsApp", Digits("whatsapp number id", 15), Meta("whatsapp"), new() { ["waba_id"] = Digits("waba", 15), ["phone"] = "+1" + Phone("whatsapp") }),
        Of("whatsapp_twilio", "WhatsApp (Twilio)", "whatsapp:+1" + Phone("twilio whatsapp"), Twilio, TwilioSettings),
        Of("sms", "SMS", "+1" + Phone("twilio sms"), Twilio, TwilioSettings),
        Of("instagram", "Instagram", "17840" + Digits("instagram", 12), Meta("instagram"), new() { ["username"] = slug + ".shop", ["app_id"] = Digits("app", 15) }),
        Of("messenger", "Messenger", Digits("page", 15), Meta("messenger"), new() { ["page_name"] = name, ["app_id"] = Digits("app", 15) }),
        Of("telegram", "Telegram", Digits("telegram bot", 10),
            new() { ["bot_token"] = Digits("telegram bot", 10) + ":AA" + text("telegram bot"), ["secret_token"] = text("telegram secret") },
            new() { ["username"] = slug + "_shop_bot" }),
        Of("kakaotalk", "KakaoTalk", Hex("kakao bot", 12), new() { ["skill_secret"] = text("kakao skill"), ["rest_api_key"] = Hex("kakao key", 16) },
            new() { ["channel_id"] = "_" + slug, ["skill_block_id"] = Hex("kakao block", 12), ["event_order"] = "order_news" }),
    ];

    private Dictionary<string, string> Twilio => new() { ["auth_token"] = Hex("twilio token", 16) };

    private Dictionary<string, string> TwilioSettings => new() { ["account_sid"] = "AC" + Hex("twilio account", 16) };

    private Dictionary<string, string> Meta(string kind) => new()
    {
        ["app_secret"] = Hex("meta app", 16),
        ["access_token"] = "EAA" + text(kind + " token"),
        ["verify_token"] = text(kind + " verify"),
    };

    private DemoChannel Of(string kind, string title, string externalId, Dictionary<string, string> secrets, Dictionary<string, string> settings) =>
        new(kind, title, externalId, text(kind is "web_chat" ? "web chat webhook" : kind + " webhook"), secrets, settings);

    // A number nobody has: 555 01xx is set apart for fiction in every area.
    private string Phone(string purpose)
    {
        var bytes = derive($"demo {slug} {purpose}");
        return string.Create(CultureInfo.InvariantCulture, $"{201 + (((bytes[0] << 8) + bytes[1]) % 780)}55501{bytes[2] % 90 + 10}");
    }

    private string Digits(string purpose, int length) =>
        "1" + string.Concat(derive($"demo {slug} {purpose}").Take(length - 1).Select(b => (char)('0' + (b % 10))));

    private string Hex(string purpose, int bytes) => Convert.ToHexStringLower(derive($"demo {slug} {purpose}").AsSpan(0, bytes));
}
