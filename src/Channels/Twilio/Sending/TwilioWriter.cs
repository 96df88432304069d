using ChatCommerce.Channels.Twilio.Reading;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>The fields of a message (twilio.com/docs/messaging/api/message-resource#create-a-message).</summary>
internal static class TwilioWriter
{
    /// <summary>What every message has, whatever it says: both ends, and where its reports go.</summary>
    public static List<KeyValuePair<string, string>> Envelope(OutboundPart part)
    {
        List<KeyValuePair<string, string>> fields = [new("To", part.ThreadKey)];
        fields.Add(part.Account.Settings.GetValueOrDefault(TwilioApi.Service) is { Length: > 0 } service
            ? new("MessagingServiceSid", service)
            : new("From", part.Account.ExternalId));
        if (part.Account.WebhookUrl is { } webhook)
        {
            fields.Add(new("StatusCallback", $"{webhook.AbsoluteUri}?{TwilioReader.Mark}={Uri.EscapeDataString(part.Mark)}"));
        }

        return fields;
    }

    public static List<KeyValuePair<string, string>> Template(OutboundPart part, TemplatePermit template)
    {
        List<KeyValuePair<string, string>> fields = [.. Envelope(part), new("ContentSid", template.Name)];
        if (template.Parameters.Count > 0)
        {
            fields.Add(new("ContentVariables", TwilioDraft.VariablesOf(template.Parameters)));
        }

        return fields;
    }

    public static List<KeyValuePair<string, string>> Content(OutboundPart part, TwilioDraft draft, string sid) =>
        [.. Envelope(part), new("ContentSid", sid), new("ContentVariables", draft.Variables)];

    public static List<KeyValuePair<string, string>> Plain(OutboundPart part, string text, Picture? picture)
    {
        var fields = Envelope(part);
        if (text.Length > 0)
        {
            fields.Add(new("Body", text));
        }

        if (picture is not null)
        {
            fields.Add(new("MediaUrl", picture.Url));
        }

        return fields;
    }

    /// <summary>Neither WhatsApp nor MMS takes vector pictures.</summary>
    public static bool Takes(Picture picture) => !picture.Url.Split('?')[0].EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    /// <summary>The picture, when a phone can show it.</summary>
    public static Picture? Shown(Picture? picture) => picture is not null && Takes(picture) ? picture : null;
}
