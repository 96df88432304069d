using System.Security.Cryptography;
using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Telegram;

/// <summary>
/// Turns one update into the normal form (core.telegram.org/bots/api#update). The bot talks in private chats alone: what comes from a
/// group or without a person has no thread, so it is kept and nobody is answered.
/// </summary>
internal static class TelegramReader
{
    public static InboundEvent Read(WebhookRequest request)
    {
        using var document = WebhookJson.Parse(request);
        return Event(Update.Of(document.RootElement, request));
    }

    private static InboundEvent Event(Update update) => update.Kind switch
    {
        "message" => Said(update),
        "edited_message" => Edited(update),
        "callback_query" => Tapped(update),
        "message_reaction" => Reacted(update),
        "my_chat_member" => Membership(update),
        "pre_checkout_query" or "shipping_query" => Checkout(update),
        _ => Threadless(update, update.Kind),
    };

    private static InboundEvent Said(Update update)
    {
        if (Place(update.Body) is not { } place)
        {
            return Threadless(update, "message outside a private chat");
        }

        var (content, reference) = TelegramContent.Read(update.Body);
        return Of(update, place, content) with { MessageId = place.Message, Reference = reference };
    }

    private static InboundEvent Edited(Update update)
    {
        var text = update.Body.Text("text"u8) ?? update.Body.Text("caption"u8);
        return Place(update.Body) is { } place && text is not null
            ? Of(update, place, new MessageEdited(place.Message, text)) with { ProviderKey = InboundKeys.Edit(place.Message, Version(update)) }
            : Threadless(update, "edited message without text");
    }

    private static InboundEvent Tapped(Update update)
    {
        if (update.Body.Child("from"u8) is not { } person || person.Whole("id"u8) is not { } id || update.Body.Word("id"u8) is not { } query)
        {
            return Threadless(update, update.Kind);
        }

        var message = update.Body.Child("message"u8);
        if (message is { } shown && PrivateChat(shown) is null)
        {
            return Threadless(update, "tap outside a private chat");
        }

        var payload = update.Body.Word("data"u8);
        InboundContent content = payload is null ? new Unsupported("callback_query") : new ChoiceTapped(payload, TelegramContent.LabelOf(message, payload));
        return new(TelegramKeys.Tap(query), TelegramKeys.Update(id), TelegramContent.SenderOf(person), update.ReceivedAt, content);
    }

    private static InboundEvent Reacted(Update update)
    {
        if (PrivateChat(update.Body) is not { } chat || update.Body.Child("user"u8) is not { } person || update.Body.Whole("message_id"u8) is not { } message)
        {
            return Threadless(update, update.Kind);
        }

        var to = TelegramKeys.Message(chat, message);
        var now = update.Body.Items("new_reaction"u8).Select(r => r.Word("emoji"u8) ?? r.Word("type"u8)).FirstOrDefault();
        return Of(update, new(chat, person, to), new Reacted(to, now));
    }

    // Blocking the bot is an opt-out and unblocking takes it back; both come as a change of the bot's own membership.
    private static InboundEvent Membership(Update update)
    {
        bool? stop = update.Body.Child("new_chat_member"u8)?.Word("status"u8) switch
        {
            "kicked" or "left" => true,
            "member" => false,
            _ => null,
        };
        return stop is { } wish && PrivateChat(update.Body) is { } chat && update.Body.Child("from"u8) is { } person
            ? Of(update, new(chat, person, ""), new PreferenceSet(wish, "telegram"))
            : Threadless(update, update.Kind);
    }

    // Telegram's own payments are not offered; the query names a person, and a chat with a person has the person's id.
    private static InboundEvent Checkout(Update update) =>
        update.Body.Child("from"u8) is { } person && person.Whole("id"u8) is { } id && update.Body.Word("id"u8) is { } query
            ? Of(update, new(id, person, ""), new Unsupported(update.Kind)) with { ProviderKey = TelegramKeys.Checkout(query) }
            : Threadless(update, update.Kind);

    private static InboundEvent Of(Update update, Speaking place, InboundContent content) =>
        new(update.Key, TelegramKeys.Update(place.Chat), TelegramContent.SenderOf(place.Person), update.At, content);

    private static InboundEvent Threadless(Update update, string kind) => new(update.Key, "", new Sender([]), update.At, new Unsupported(kind));

    private static Speaking? Place(JsonElement message) =>
        PrivateChat(message) is { } chat && message.Child("from"u8) is { } person && person.Whole("id"u8) is not null && message.Whole("message_id"u8) is { } id
            ? new(chat, person, TelegramKeys.Message(chat, id))
            : null;

    private static long? PrivateChat(JsonElement of) =>
        of.Child("chat"u8) is { } chat && chat.Word("type"u8) is "private" ? chat.Whole("id"u8) : null;

    private static string Version(Update update) => TelegramKeys.Update(update.Body.Whole("edit_date"u8) ?? 0);

    private readonly record struct Speaking(long Chat, JsonElement Person, string Message);

    private sealed record Update(string Key, string Kind, JsonElement Body, DateTimeOffset At, DateTimeOffset ReceivedAt)
    {
        // An update has its id and exactly one more member, which names its kind.
        public static Update Of(JsonElement root, WebhookRequest request)
        {
            var key = root.Whole("update_id"u8) is { } id ? TelegramKeys.Update(id) : "unknown:" + Convert.ToHexStringLower(SHA256.HashData(request.Body));
            foreach (var member in root.EnumerateObject())
            {
                if (!member.NameEquals("update_id"u8))
                {
                    return new(key, member.Name, member.Value, Time(member.Value) ?? request.ReceivedAt, request.ReceivedAt);
                }
            }

            return new(key, "empty update", root, request.ReceivedAt, request.ReceivedAt);
        }

        private static DateTimeOffset? Time(JsonElement body) =>
            body.Whole("date"u8) is { } seconds and > 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
