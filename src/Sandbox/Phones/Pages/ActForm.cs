using System.Globalization;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Phones.Pages;

/// <summary>What a form on a phone means.</summary>
internal static class ActForm
{
    private const int MostBytes = 20 * 1024 * 1024;

    /// <summary>Null when nothing was filled in.</summary>
    public static async Task<CustomerAct?> Read(IFormCollection form, PhoneChat chat, CancellationToken ct)
    {
        string Text(string name) => form[name].ToString().Trim();
        var (text, messageId) = (Text("text"), Text("messageId"));
        return Text("do") switch
        {
            "text" => text.Length > 0 ? new WriteText(text) { ReplyTo = messageId.Length > 0 ? messageId : null } : null,
            "tap" => new TapButton(form["payload"].ToString(), Text("label"), messageId),
            "row" => new PickRow(form["payload"].ToString(), Text("label"), messageId) { Description = Text("description") is { Length: > 0 } more ? more : null },
            "media" => await Media(form, Text("caption"), ct),
            "location" => new SendLocation(Number(form["latitude"]), Number(form["longitude"]), Text("name"), Text("address")),
            "contact" => new SendContact(Text("name"), Text("phone-number")),
            "order" => new OrderFromCatalog([new OrderItem(Text("sku"), (int)Math.Max(1, Number(form["quantity"])), (decimal)Number(form["price"]), Text("currency"))]),
            "react" => new React(messageId, chat.Find(messageId)?.Reaction == text ? null : text),
            "edit" => text.Length > 0 ? new EditMessage(messageId, text) : null,
            "delete" => new DeleteMessage(messageId),
            "stop" => new SetPreference(Stop: true),
            "resume" => new SetPreference(Stop: false),
            "start" => Text("reference") is { Length: > 0 } reference ? new StartWithReference(reference, text.Length > 0 ? text : null) : null,
            "read" => new ReadMessages(),
            _ => null,
        };
    }

    private static async Task<SendMedia?> Media(IFormCollection form, string caption, CancellationToken ct)
    {
        var said = caption.Length > 0 ? caption : null;
        if (form.Files["file"] is not { Length: > 0 } file)
        {
            return new SendMedia { Caption = said };
        }

        if (file.Length > MostBytes)
        {
            return null;
        }

        using var content = new MemoryStream();
        await file.CopyToAsync(content, ct);
        return new SendMedia { Kind = KindOf(file.ContentType), Content = content.ToArray(), ContentType = file.ContentType, FileName = file.FileName, Caption = said };
    }

    private static MediaKind KindOf(string type) => type.Split('/')[0] switch
    {
        "image" => MediaKind.Image,
        "audio" => MediaKind.Audio,
        "video" => MediaKind.Video,
        _ => MediaKind.File,
    };

    private static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
