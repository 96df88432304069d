using System.Text.Json;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.WebChat;

/// <param name="ThreadKey">The Direct Line conversation.</param>
/// <param name="ActivityId">The id this activity gets, the same when it is sent again.</param>
/// <param name="Sender">Who the session belongs to; never what the activity claims.</param>
public sealed record Sending(string ThreadKey, string ActivityId, Sender Sender, DateTimeOffset At)
{
    /// <summary>Where the client reads its attachments back, by their number; null where they are not ours.</summary>
    public Func<int, string>? FileAddress { get; init; }

    /// <summary>The key of an activity's events: several attachments are several.</summary>
    public string KeyOf(int n) => n == 0 ? ActivityId : $"{ActivityId}#{n}";
}

/// <summary>Turns a client's activity into events of the normal form.</summary>
public static class ActivityReader
{
    private const int MostAttachments = 10;

    /// <summary>The event with which our own widget, or any client, hands over the typed reference that opened the chat.</summary>
    public const string OpenEvent = "shop/open";

    /// <summary>Empty for what is only between client and server, such as typing.</summary>
    public static IReadOnlyList<InboundEvent> Read(Activity activity, Sending sending)
    {
        var contents = Contents(activity);
        return
        [
            .. contents.Select((content, i) => new InboundEvent(
                sending.KeyOf(i), sending.ThreadKey, sending.Sender, sending.At, content)
            {
                Reference = i == 0 ? ReferenceOf(activity) : null,
            }),
        ];
    }

    /// <summary>The client's own id of the activity: what it repeats when it sends the same again.</summary>
    public static string? ClientId(Activity activity) =>
        Text(activity.ChannelData, "clientActivityID") is { Length: > 0 } id ? id : activity.Id is { Length: > 0 } given ? given : null;

    private static List<InboundContent> Contents(Activity activity) => activity.Type switch
    {
        "message" => Said(activity),
        "messageUpdate" => [new MessageEdited(Clip(activity.Id), CustomerText.Clean(activity.Text))],
        "messageDelete" => [new MessageDeleted(Clip(activity.Id))],
        "messageReaction" => [new Reacted(Clip(activity.ReplyToId), Clip(activity.ReactionsAdded is [var first, ..] ? first?.Type : null))],
        "event" when activity.Name is OpenEvent => [new Referred("web", null)],
        "event" => [new Unsupported("event " + Clip(activity.Name))],
        "typing" or "conversationUpdate" or "contactRelationUpdate" or "endOfConversation" or "trace" => [],
        _ => [new Unsupported(Clip(activity.Type))],
    };

    private static List<InboundContent> Said(Activity activity)
    {
        var text = CustomerText.Clean(activity.Text);
        if (Tap(activity, text) is { } tap)
        {
            return [tap];
        }

        List<InboundContent> media = [.. Media(activity.Attachments ?? [], text), .. Locations(activity.Entities ?? [])];
        return media.Count > 0 ? text.Length > 0 && media[0] is LocationSent ? [new TextSaid(text), .. media] : media
            : text.Length > 0 ? [new TextSaid(text)]
            : [new Unsupported("empty message")];
    }

    // messageBack carries value beside text; postBack carries value alone, or its text is the value and channelData says so.
    private static ChoiceTapped? Tap(Activity activity, string text)
    {
        var payload = Payload(activity.Value) ?? (Flag(activity.ChannelData, "postBack") ? text : null);
        if (payload is not { Length: > 0 })
        {
            return null;
        }

        var shown = Member(activity.ChannelData, "messageBack") is { } back ? CustomerText.Clean(Text(back, "displayText")) : "";
        return new(CustomerText.Cut(CustomerText.Clean(payload), 200), CustomerText.Cut(shown.Length > 0 ? shown : text.Length > 0 ? text : payload, 200));
    }

    private static string? Payload(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } => Text(value, "payload"),
        _ => null,
    };

    private static IEnumerable<InboundContent> Media(IReadOnlyList<Attachment> attachments, string text) =>
        attachments.OfType<Attachment>().Take(MostAttachments).Select((a, i) => (InboundContent)new MediaSent(
            KindOf(a.ContentType), SourceOf(a.ContentUrl), Clip(a.ContentType), i == 0 && text.Length > 0 ? text : null, Clip(a.Name)));

    private static string KindOf(string? contentType) => contentType?.Split('/')[0].ToLowerInvariant() switch
    {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        _ => "file",
    };

    // A data: address would be the file itself, which has its own endpoint with its own limit.
    private static string SourceOf(string? address) => address is { Length: <= 2_000 } && !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
        ? CustomerText.Clean(address) : "";

    private static IEnumerable<InboundContent> Locations(IReadOnlyList<JsonElement> entities)
    {
        foreach (var entity in entities.Take(MostAttachments))
        {
            var point = Text(entity, "type") switch
            {
                "GeoCoordinates" => entity,
                "Place" => Member(entity, "geo"),
                _ => null,
            };
            if (Number(point, "latitude") is { } latitude and >= -90 and <= 90 && Number(point, "longitude") is { } longitude and >= -180 and <= 180)
            {
                yield return new LocationSent(latitude, longitude, Name(entity), Text(entity, "address") is { } address ? Clip(address) : null);
            }
        }
    }

    private static string? Name(JsonElement entity) => Text(entity, "name") is { Length: > 0 } name ? Clip(name) : null;

    private static string? ReferenceOf(Activity activity)
    {
        var reference = Text(activity.ChannelData, "reference")
            ?? (activity is { Type: "event", Name: OpenEvent } ? Payload(activity.Value) ?? Text(activity.Value, "reference") : null);
        return reference is { Length: > 0 and <= 200 } ? CustomerText.Clean(reference) : null;
    }

    private static string Clip(string? text) => CustomerText.Cut(CustomerText.Clean(text), 200);

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool Flag(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.True };

    private static double? Number(JsonElement? of, string name) =>
        Member(of, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && double.IsFinite(value) ? value : null;
}
