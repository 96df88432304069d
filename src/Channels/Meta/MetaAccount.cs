using ChatCommerce.Channels.Accounts;

namespace ChatCommerce.Channels.Meta;

/// <summary>What accounts of one Meta application share: how the webhook is set up and what signs it.</summary>
internal static class MetaAccount
{
    public const string Digits = "[0-9]{5,25}";

    public static readonly AccountField AppSecret = new("app_secret", "App secret", "developers.facebook.com › your app › App settings › Basic › App secret.", "[0-9a-fA-F]{32}", "32 characters of 0–9 and a–f")
    {
        Incoming = true,
    };

    public static readonly AccountField AppId = new("app_id", "App ID", "developers.facebook.com › your app › App settings › Basic, at the top.", Digits, "5 to 25 digits");

    public static readonly AccountField TokenExpires = new(AccountForm.TokenExpires, "The token ends on", "The day it expires, if it does; a system user's token can live for ever. You are reminded two weeks before.", @"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a day such as 2027-03-31") { Optional = true };

    private static readonly AccountField VerifyToken = new("verify_token", "Verify token", "Made by us; Meta shows it once when it first calls the address.", "[A-Za-z0-9_-]{32,}", "32 letters and digits or more")
    {
        Incoming = true,
    };

    public static AccountForm Form(string kind, string title, AccountField id, IReadOnlyList<string> fields) => new(kind, title, id)
    {
        Provider = "Meta",
        Recipient = "",
        Made = [VerifyToken],
        Steps =
        [
            $"Open developers.facebook.com › your app › {title} › Configuration (or Webhooks) and choose to edit the callback.",
            "Paste the callback address and the verify token, and press Verify and save: Meta asks us at once.",
            $"Subscribe to these fields: {string.Join(", ", fields)}.",
        ],
    };

    public static AccountField Token(string hint) => new("access_token", "Access token", hint, "[A-Za-z0-9_.|-]{20,1000}", "the whole token, without spaces");
}
