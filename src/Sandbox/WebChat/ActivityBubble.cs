using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.WebChat;

/// <summary>A Direct Line activity as a phone shows it.</summary>
internal static class ActivityBubble
{
    public static string? SenderOf(JsonElement activity) => activity.TryGetProperty("from", out var from) ? Text(from, "id") : null;

    public static Bubble Of(JsonElement activity)
    {
        var attachments = List(activity, "attachments").ToList();
        var cards = attachments.Where(IsCard).Select(attachment => Card(attachment.GetProperty("content"))).ToList();
        // A card with nothing but buttons is how a link stands under a text.
        var bare = cards.Where(card => card is { Title: "", Subtitle: null, Picture: null }).ToList();
        return new Bubble
        {
            Id = Text(activity, "id") ?? "",
            Text = Text(activity, "text") ?? "",
            Media = attachments.Where(attachment => !IsCard(attachment)).Select(Picture).FirstOrDefault(),
            Cards = [.. cards.Except(bare)],
            Buttons = [.. bare.SelectMany(card => card.Buttons)],
            QuickReplies = activity.TryGetProperty("suggestedActions", out var suggested) ? [.. List(suggested, "actions").Select(Button)] : [],
            Note = activity.TryGetProperty("channelData", out var extra) && extra.ValueKind is JsonValueKind.Object && Text(extra, "author") is "staff" ? "a person" : null,
            Raw = activity.GetRawText(),
        };
    }

    private static bool IsCard(JsonElement attachment) => Text(attachment, "contentType") == "application/vnd.microsoft.card.hero";

    private static BubbleMedia Picture(JsonElement attachment) =>
        new(MediaKind.Image, Text(attachment, "contentUrl") ?? "", Text(attachment, "name"));

    private static BubbleCard Card(JsonElement content) =>
        new(Text(content, "title") ?? "", Text(content, "subtitle"), List(content, "images").Select(image => Text(image, "url")).FirstOrDefault())
        {
            Buttons = [.. List(content, "buttons").Select(Button)],
        };

    private static BubbleButton Button(JsonElement action)
    {
        var value = action.TryGetProperty("value", out var given) ? given.ValueKind is JsonValueKind.String ? given.GetString()! : given.GetRawText() : "";
        var label = Text(action, "title") ?? value;
        return Text(action, "type") == "openUrl" ? new BubbleButton(label, "", value) : new BubbleButton(label, value);
    }

    private static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind is JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
