using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Twilio.Sending;

namespace ChatCommerce.Channels.Twilio;

/// <summary>Senders of a Twilio account: the auth token signs what Twilio sends us, and calls Twilio where there is no API key.</summary>
internal static class TwilioAccounts
{
    private static readonly AccountField AuthToken = new("auth_token", "Auth token", "console.twilio.com, first page, under Account info. It signs what Twilio sends us.", "[0-9a-f]{32}", "32 characters of 0–9 and a–f")
    {
        Incoming = true,
    };

    // One secret, so that both halves are proved and changed together.
    private static readonly AccountField ApiKey = new(TwilioApi.Key, "API key", "Only if calls are not to use the auth token: console.twilio.com › Account › API keys. The SID, a colon and the secret.", "SK[0-9a-f]{32}:[A-Za-z0-9]{32}", "SK and 32 characters, a colon and the secret of 32 letters and digits, or nothing")
    {
        Optional = true,
    };

    private static readonly IReadOnlyList<AccountField> Settings =
    [
        new("account_sid", "Account SID", "console.twilio.com, first page, under Account info.", "AC[0-9a-f]{32}", "AC and 32 characters of 0–9 and a–f"),
        new("messaging_service_sid", "Messaging service SID", "Only if you send through a messaging service.", "MG[0-9a-f]{32}", "MG and 32 characters of 0–9 and a–f, or nothing") { Optional = true },
    ];

    public static AccountForm WhatsApp { get; } = new("whatsapp_twilio", "WhatsApp (Twilio)",
        new("external_id", "WhatsApp sender", "Messaging › Senders › WhatsApp senders.", @"whatsapp:\+[1-9][0-9]{6,14}", "a sender such as whatsapp:+14155550123"))
    {
        Provider = "Twilio",
        Secrets = [AuthToken, ApiKey],
        Settings = Settings,
        Steps =
        [
            "Open console.twilio.com › Messaging › Senders › WhatsApp senders and choose the sender.",
            "Under Messaging endpoint configuration, paste the address into Webhook URL for incoming messages; method HTTP POST.",
            "Paste the same address into Fallback URL and into Status callback URL, and save. A message that comes both ways counts once.",
        ],
        Recipient = "whatsapp: and the number with +, such as whatsapp:+14155550123",
    };

    public static AccountForm Sms { get; } = new("sms", "SMS",
        new("external_id", "Phone number", "Phone Numbers › Manage › Active numbers.", @"\+[1-9][0-9]{6,14}", "a number such as +14155550123"))
    {
        Provider = "Twilio",
        Secrets = [AuthToken, ApiKey],
        Settings = Settings,
        Steps =
        [
            "Open console.twilio.com › Phone Numbers › Manage › Active numbers and choose the number.",
            "Under Messaging configuration, paste the address into A message comes in: Webhook, HTTP POST.",
            "Paste the same address into Primary handler fails, and save. A message that comes both ways counts once.",
        ],
        Recipient = "Phone number with +, such as +14155550123",
    };
}
