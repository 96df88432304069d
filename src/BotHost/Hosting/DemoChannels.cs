using System.Globalization;
using ChatCommerce.Commerce.Demo;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>A demo shop's accounts at every messenger, with ids and secrets in the form their providers give them.</summary>
public sealed class DemoChannels : IDemoChannels
{
    public DemoAccounts Of(DemoKeys keys)
    {
        var accounts = new Accounts(keys);
        return new(accounts.WebChat, accounts.Messengers);
    }

    private sealed class Accounts(DemoKeys keys)
    {
        public DemoChannel WebChat => Of("web_chat", "Web chat", keys.Slug, new() { ["key"] = keys.Text("web chat key") }, []);

        public IReadOnlyList<DemoChannel> Messengers =>
        [
            Of("whatsapp", "WhatsApp", Digits("whatsapp number id", 15), Meta("whatsapp"), new() { ["waba_id"] = Digits("waba", 15), ["phone"] = "+1" + Phone("whatsapp") }),
            Of("whatsapp_twilio", "WhatsApp (Twilio)", "whatsapp:+1" + Phone("twilio whatsapp"), Twilio, TwilioSettings),
            Of("sms", "SMS", "+1" + Phone("twilio sms"), Twilio, TwilioSettings),
            Of("instagram", "Instagram", "17840" + Digits("instagram", 12), Meta("instagram"), new() { ["username"] = keys.Slug + ".shop", ["app_id"] = Digits("app", 15) }),
            Of("messenger", "Messenger", Digits("page", 15), Meta("messenger"), new() { ["page_name"] = keys.Name, ["app_id"] = Digits("app", 15) }),
            Of("telegram", "Telegram", Digits("telegram bot", 10),
                new() { ["bot_token"] = Digits("telegram bot", 10) + ":AA" + keys.Text("telegram bot"), ["secret_token"] = keys.Text("telegram secret") },
                new() { ["username"] = keys.Slug + "_shop_bot" }),
            Of("kakaotalk", "KakaoTalk", Hex("kakao bot", 12), new() { ["skill_secret"] = keys.Text("kakao skill"), ["rest_api_key"] = Hex("kakao key", 16) },
                new() { ["channel_id"] = "_" + keys.Slug, ["skill_block_id"] = Hex("kakao block", 12), ["event_order"] = "order_news" }),
        ];

        private Dictionary<string, string> Twilio => new() { ["auth_token"] = Hex("twilio token", 16) };

        private Dictionary<string, string> TwilioSettings => new() { ["account_sid"] = "AC" + Hex("twilio account", 16) };

        private Dictionary<string, string> Meta(string kind) => new()
        {
            ["app_secret"] = Hex("meta app", 16),
            ["access_token"] = "EAA" + keys.Text(kind + " token"),
            ["verify_token"] = keys.Text(kind + " verify"),
        };

        private DemoChannel Of(string kind, string title, string externalId, Dictionary<string, string> secrets, Dictionary<string, string> settings) =>
            new(kind, title, externalId, keys.Text(kind is "web_chat" ? "web chat webhook" : kind + " webhook"), secrets, settings);

        // A number nobody has: 555 01xx is set apart for fiction in every area.
        private string Phone(string purpose)
        {
            var bytes = keys.Bytes(purpose);
            return string.Create(CultureInfo.InvariantCulture, $"{201 + (((bytes[0] << 8) + bytes[1]) % 780)}55501{bytes[2] % 90 + 10}");
        }

        private string Digits(string purpose, int length) =>
            "1" + string.Concat(keys.Bytes(purpose).Take(length - 1).Select(b => (char)('0' + (b % 10))));

        private string Hex(string purpose, int bytes) => Convert.ToHexStringLower(keys.Bytes(purpose).AsSpan(0, bytes));
    }
}
