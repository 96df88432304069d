using ChatCommerce.Channels.Accounts;

namespace ChatCommerce.Channels.Telegram;

/// <summary>A bot of Telegram, which shows a secret in a header instead of signing.</summary>
internal static class TelegramAccount
{
    public static AccountForm Form { get; } = new("telegram", "Telegram",
        new("external_id", "Bot ID", "The digits before the colon of the token.", "[0-9]{5,20}", "the digits before the colon of the token"))
    {
        Provider = "Telegram",
        IdIn = "bot_token",
        Secrets = [new("bot_token", "Bot token", "Telegram › @BotFather › /mybots › your bot › API Token.", "[0-9]{5,20}:[A-Za-z0-9_-]{30,100}", "digits, a colon and about 35 letters")],
        Settings = [new("username", "Bot name", "As customers see it, without @.", "[A-Za-z0-9_]{3,40}", "letters, digits and underscores, without @")],
        Made =
        [
            new("secret_token", "Secret token", "Made by us and told to Telegram with the address; it stands in a header of every call.", "[A-Za-z0-9_-]{32,256}", "32 letters and digits or more") { Incoming = true },
        ],
        Steps = ["Nothing to paste: we tell Telegram the address and the secret. Press Set the webhook if it did not work the first time."],
        Recipient = "Chat id of a person who has started the bot",
    };
}
