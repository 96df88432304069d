using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Meta.Messaging;

namespace ChatCommerce.Channels.Instagram;

/// <summary>A professional account of Instagram.</summary>
internal static class InstagramAccount
{
    private static readonly AccountField Login = new("login", "Way of signing in", "facebook or instagram: which of the two logins your app uses. Left out, the token's form tells.", "facebook|instagram", "facebook, instagram or nothing")
    {
        Optional = true,
    };

    public static AccountForm Form { get; } = MetaAccount.Form("instagram", "Instagram",
        new("external_id", "Instagram account ID", "Your app › Instagram › API setup, beside the account's name; it often begins with 17841.", MetaAccount.Digits, "5 to 25 digits"),
        MessagingFields.Instagram) with
    {
        Secrets = [MetaAccount.Token("Your app › Instagram › API setup › Generate token, with instagram_manage_messages (or instagram_business_manage_messages)."), MetaAccount.AppSecret],
        Settings = [new("username", "User name", "As customers see it, without @.", "[A-Za-z0-9._]{1,60}", "letters, digits, dots and underscores, without @"), MetaAccount.AppId, Login, MetaAccount.TokenExpires],
        Recipient = "Instagram-scoped id of a person who wrote to the account",
    };
}
