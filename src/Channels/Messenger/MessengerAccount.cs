using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Meta.Messaging;

namespace ChatCommerce.Channels.Messenger;

/// <summary>A Facebook page.</summary>
internal static class MessengerAccount
{
    public static AccountForm Form { get; } = MetaAccount.Form("messenger", "Messenger",
        new("external_id", "Page ID", "Your Facebook Page › About › Page transparency, or your app › Messenger › Settings.", MetaAccount.Digits, "5 to 25 digits"),
        MessagingFields.Messenger) with
    {
        Secrets = [MetaAccount.Token("Your app › Messenger › Settings › Access tokens, for this Page, with pages_messaging."), MetaAccount.AppSecret],
        Settings = [new("page_name", "Page name", "As customers see it.", ".{1,100}", "1 to 100 characters"), MetaAccount.AppId, MetaAccount.TokenExpires],
        Recipient = "Page-scoped id of a person who wrote to the Page",
    };
}
