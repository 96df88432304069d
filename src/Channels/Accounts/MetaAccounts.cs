namespace ChatCommerce.Channels.Accounts;

/// <summary>Accounts of one Meta application: they share how the webhook is set up and what signs it.</summary>
internal static class MetaAccounts
{
    private const string Digits = "[0-9]{5,25}";

    private static readonly AccountField AppSecret = new("app_secret", "App secret", "developers.facebook.com › your app › App settings › Basic › App secret.", "[0-9a-fA-F]{32}", "32 characters of 0–9 and a–f")
    {
        Incoming = true,
    };

    private static readonly AccountField AppId = new("app_id", "App ID", "developers.facebook.com › your app › App settings › Basic, at the top.", Digits, "5 to 25 digits");

    private static readonly AccountField Login = new("login", "Way of signing in", "facebook or instagram: which of the two logins your app uses. Left out, the token's form tells.", "facebook|instagram", "facebook, instagram or nothing")
    {
        Optional = true,
    };

    private static readonly AccountField VerifyToken = new("verify_token", "Verify token", "Made by us; Meta shows it once when it first calls the address.", "[A-Za-z0-9_-]{32,}", "32 letters and digits or more")
    {
        Incoming = true,
    };

    public static AccountForm WhatsApp(AccountField expires) => Form("whatsapp", "WhatsApp",
        new("external_id", "Phone number ID", "WhatsApp › API setup, under the number you send from. Not the phone number itself.", Digits, "5 to 25 digits, not the phone number itself"),
        "messages") with
    {
        Secrets = [Token("WhatsApp: a system user's token with whatsapp_business_messaging and whatsapp_business_management."), AppSecret],
        Settings =
        [
            new("waba_id", "WhatsApp Business Account ID", "WhatsApp › API setup, beside the phone number ID.", Digits, "5 to 25 digits"),
            new("phone", "Phone number", "The number customers write to, with country code.", @"\+[1-9][0-9]{6,14}", "a number such as +14155550123"),
            expires,
        ],
        Recipient = "Phone number with country code, digits only",
    };

    public static AccountForm Instagram(AccountField expires) => Form("instagram", "Instagram",
        new("external_id", "Instagram account ID", "Your app › Instagram › API setup, beside the account's name; it often begins with 17841.", Digits, "5 to 25 digits"),
        "messages, messaging_postbacks, messaging_referral, message_reactions, messaging_seen, messaging_handover, standby") with
    {
        Secrets = [Token("Your app › Instagram › API setup › Generate token, with instagram_manage_messages (or instagram_business_manage_messages)."), AppSecret],
        Settings = [new("username", "User name", "As customers see it, without @.", "[A-Za-z0-9._]{1,60}", "letters, digits, dots and underscores, without @"), AppId, Login, expires],
        Recipient = "Instagram-scoped id of a person who wrote to the account",
    };

    public static AccountForm Messenger(AccountField expires) => Form("messenger", "Messenger",
        new("external_id", "Page ID", "Your Facebook Page › About › Page transparency, or your app › Messenger › Settings.", Digits, "5 to 25 digits"),
        "messages, messaging_postbacks, messaging_optins, message_deliveries, message_reads, message_echoes, messaging_referrals, message_reactions, messaging_handovers, standby") with
    {
        Secrets = [Token("Your app › Messenger › Settings › Access tokens, for this Page, with pages_messaging."), AppSecret],
        Settings = [new("page_name", "Page name", "As customers see it.", ".{1,100}", "1 to 100 characters"), AppId, expires],
        Recipient = "Page-scoped id of a person who wrote to the Page",
    };

    private static AccountForm Form(string kind, string title, AccountField id, string fields) => new(kind, title, id)
    {
        Provider = "Meta",
        Recipient = "",
        Made = [VerifyToken],
        Steps =
        [
            $"Open developers.facebook.com › your app › {title} › Configuration (or Webhooks) and choose to edit the callback.",
            "Paste the callback address and the verify token, and press Verify and save: Meta asks us at once.",
            $"Subscribe to these fields: {fields}.",
        ],
    };

    private static AccountField Token(string hint) => new("access_token", "Access token", hint, "[A-Za-z0-9_.|-]{20,1000}", "the whole token, without spaces");
}
