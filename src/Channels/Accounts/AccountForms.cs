namespace ChatCommerce.Channels.Accounts;

/// <summary>The accounts that a shop can connect by itself, in the order they are offered.</summary>
public static class AccountForms
{
    /// <summary>Name of the setting that says until when the access token lives.</summary>
    public const string TokenExpires = "token_expires";

    private static readonly AccountField Date = new(TokenExpires, "The token ends on", "The day it expires, if it does; a system user's token can live for ever. You are reminded before.", @"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "a day such as 2027-03-31") { Optional = true };

    public static IReadOnlyList<AccountForm> All { get; } =
    [
        MetaAccounts.WhatsApp(Date), MetaAccounts.Instagram(Date), MetaAccounts.Messenger(Date),
        TwilioAccounts.WhatsApp, TwilioAccounts.Sms, BotAccounts.Telegram, BotAccounts.Kakao,
    ];

    public static AccountForm? Find(string kind) => All.FirstOrDefault(f => f.Kind == kind);
}
