using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>An item with <c>message</c>: text, files, quick replies, products, echoes, deletions. Several files become several events.</summary>
internal static class MessagingMessages
{
    private const int MostFiles = 10;

    public static IEnumerable<InboundEvent> Read(MessagingThread thread, JsonElement message)
    {
        var id = message.Key("mid") ?? "message:" + message.Fingerprint() + thread.Stamp;
        if (message.Flag("is_echo"))
        {
            return [thread.Event("echo:" + id, Echo(thread, message, id)) with { MessageId = id }];
        }

        if (message.Flag("is_deleted"))
        {
            return [thread.Event(InboundKeys.Delete(id), new MessageDeleted(id))];
        }

        var reference = message.At("referral").LabelOrNull("ref");
        return Contents(message).Select((content, n) => thread.Event(n == 0 ? id : $"{id}#{n}", content) with
        {
            MessageId = id,
            Reference = n == 0 ? reference : null,
            Referral = n == 0 ? MessagingEvents.ReferralIn(message.At("referral")) : null,
        });
    }

    // Who has no application of ours behind a message is a person at the provider's own inbox, or another program.
    private static Echoed Echo(MessagingThread thread, JsonElement message, string id)
    {
        var mark = message.Key("metadata");
        var byUs = SendMark.TryParse(mark, out _) || (message.Key("app_id") is { } app && app == thread.OurApp);
        var text = message.Said("text") is { Length: > 0 } said ? said : message.First("attachments").LabelOrNull("type") is { } type ? $"[{type}]" : "";
        return new(id, text, ByHuman: !byUs) { Mark = mark };
    }

    private static IReadOnlyList<InboundContent> Contents(JsonElement message)
    {
        var text = message.Said("text");
        if (message.At("quick_reply").LabelOrNull("payload") is { } payload)
        {
            return [new ChoiceTapped(payload, text.Length > 0 ? CustomerText.Cut(text, 200) : payload)];
        }

        if (ProductIn(message) is { } product)
        {
            return [new ProductAsked(product, text.Length > 0 ? text : null)];
        }

        List<InboundContent> files = [.. Files(message, text)];
        return files.Count > 0 ? files
            : text.Length > 0 ? [new TextSaid(text)]
            : [new Unsupported(message.Flag("is_unsupported") ? "unsupported" : message.First("attachments").LabelOrNull("type") ?? "empty message")];
    }

    // The product's card names our own number; the referral only Meta's.
    private static string? ProductIn(JsonElement message)
    {
        foreach (var attachment in message.Items("attachments"))
        {
            var product = attachment.At("payload").At("product").First("elements");
            if ((product.Key("retailer_id") ?? product.Key("id")) is { } id)
            {
                return id;
            }
        }

        return message.At("referral").At("product").Key("id");
    }

    // Shared posts and stories are other people's, expire and may not be kept: what was written beside them stays.
    private static IEnumerable<InboundContent> Files(JsonElement message, string text)
    {
        var count = 0;
        foreach (var attachment in message.Items("attachments"))
        {
            var payload = attachment.At("payload");
            var content = attachment.Key("type") switch
            {
                "image" or "audio" or "video" or "file" when payload.Raw("url") is { Length: > 0 and <= 4_000 } url =>
                    new MediaSent(payload.Has("sticker_id") ? "sticker" : attachment.Key("type")!, url, null, count == 0 && text.Length > 0 ? text : null),
                "location" => Location(payload.At("coordinates"), attachment.LabelOrNull("title")),
                _ => (InboundContent?)null,
            };
            if (content is not null && ++count <= MostFiles)
            {
                yield return content;
            }
        }
    }

    private static LocationSent? Location(JsonElement place, string? name) =>
        place.Decimal("lat") is { } latitude and >= -90 and <= 90 && place.Decimal("long") is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, name, null) : null;
}
