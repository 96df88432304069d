using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>A number of WhatsApp Business.</summary>
internal static class WhatsAppAccount
{
    public static AccountForm Form { get; } = MetaAccount.Form("whatsapp", "WhatsApp",
        new("external_id", "Phone number ID", "WhatsApp › API setup, under the number you send from. Not the phone number itself.", MetaAccount.Digits, "5 to 25 digits, not the phone number itself"),
        WhatsAppReader.Fields) with
    {
        Secrets = [MetaAccount.Token("WhatsApp: a system user's token with whatsapp_business_messaging and whatsapp_business_management."), MetaAccount.AppSecret],
        Settings =
        [
            new("waba_id", "WhatsApp Business Account ID", "WhatsApp › API setup, beside the phone number ID.", MetaAccount.Digits, "5 to 25 digits"),
            new("phone", "Phone number", "The number customers write to, with country code.", @"\+[1-9][0-9]{6,14}", "a number such as +14155550123"),
            MetaAccount.TokenExpires,
        ],
        Recipient = "Phone number with country code, digits only",
    };
}
