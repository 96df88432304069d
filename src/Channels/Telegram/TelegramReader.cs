using System.Security.Cryptography;
using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.ForeignJson;
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
        using var document = request.JsonObject();
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
        var text = update.Body.Said(update.Body.Has("text") ? "text" : "caption");
        return Place(update.Body) is { } place && (update.Body.Has("text") || update.Body.Has("caption"))
            ? Of(update, place, new MessageEdited(place.Message, text)) with { ProviderKey = InboundKeys.Edit(place.Message, Version(update)) }
            : Threadless(update, "edited message without text");
    }

    private static InboundEvent Tapped(Update update)
    {
        var person = update.Body.At("from");
        if (person.Whole("id") is not { } id || update.Body.Key("id") is not { } query)
        {
            return Threadless(update, update.Kind);
        }

        var message = update.Body.At("message");
        if (update.Body.Has("message") && PrivateChat(message) is null)
        {
            return Threadless(update, "tap outside a private chat");
        }

        var payload = update.Body.LabelOrNull("data");
        InboundContent content = payload is null ? new Unsupported("callback_query") : new ChoiceTapped(payload, TelegramContent.LabelOf(message, payload));
        return new(TelegramKeys.Tap(query), TelegramKeys.Update(id), TelegramContent.SenderOf(person), update.ReceivedAt, content);
    }

    private static InboundEvent Reacted(Update update)
    {
        var person = update.Body.At("user");
        if (PrivateChat(update.Body) is not { } chat || person.Whole("id") is null || update.Body.Whole("message_id") is not { } message)
        {
            return Threadless(update, update.Kind);
        }

        var to = TelegramKeys.Message(chat, message);
        var now = update.Body.Items("new_reaction").Select(r => r.LabelOrNull("emoji") ?? r.LabelOrNull("type")).FirstOrDefault();
        return Of(update, new(chat, person, to), new Reacted(to, now));
    }

    // Blocking the bot is an opt-out and unblocking takes it back; both come as a change of the bot's own membership.
    private static InboundEvent Membership(Update update)
    {
        bool? stop = update.Body.At("new_chat_member").Key("status") switch
        {
            "kicked" or "left" => true,
            "member" => false,
            _ => null,
        };
        return stop is { } wish && PrivateChat(update.Body) is { } chat && update.Body.At("from") is { ValueKind: JsonValueKind.Object } person
            ? Of(update, new(chat, person, ""), new PreferenceSet(wish, "telegram"))
            : Threadless(update, update.Kind);
    }

    // Telegram's own payments are not offered; the query names a person, and a chat with a person has the person's id.
    private static InboundEvent Checkout(Update update) =>
        update.Body.At("from") is var person && person.Whole("id") is { } id && update.Body.Key("id") is { } query
            ? Of(update, new(id, person, ""), new Unsupported(update.Kind)) with { ProviderKey = update.Kind is "shipping_query" ? TelegramKeys.Shipping(query) : TelegramKeys.Checkout(query) }
            : Threadless(update, update.Kind);

    private static InboundEvent Of(Update update, Speaking place, InboundContent content) =>
        new(update.Key, TelegramKeys.Update(place.Chat), TelegramContent.SenderOf(place.Person), update.At, content);

    private static InboundEvent Threadless(Update update, string kind) => new(update.Key, "", new Sender([]), update.At, new Unsupported(kind));

    private static Speaking? Place(JsonElement message) =>
        PrivateChat(message) is { } chat && message.At("from") is var person && person.Whole("id") is not null && message.Whole("message_id") is { } id
            ? new(chat, person, TelegramKeys.Message(chat, id))
            : null;

    private static long? PrivateChat(JsonElement of) =>
        of.At("chat") is var chat && chat.Key("type") is "private" ? chat.Whole("id") : null;

    private static string Version(Update update) => TelegramKeys.Update(update.Body.Whole("edit_date") ?? 0);

    private readonly record struct Speaking(long Chat, JsonElement Person, string Message);

    private sealed record Update(string Key, string Kind, JsonElement Body, DateTimeOffset At, DateTimeOffset ReceivedAt)
    {
        // An update has its id and exactly one more member, which names its kind.
        public static Update Of(JsonElement root, WebhookRequest request)
        {
            var key = root.Whole("update_id") is { } id ? TelegramKeys.Update(id) : "unknown:" + Convert.ToHexStringLower(SHA256.HashData(request.Body));
            foreach (var member in root.Members())
            {
                if (!member.NameEquals("update_id"))
                {
                    return new(key, member.NameLabel(), member.Value, Time(member.Value) ?? request.ReceivedAt, request.ReceivedAt);
                }
            }

            return new(key, "empty update", root, request.ReceivedAt, request.ReceivedAt);
        }

        private static DateTimeOffset? Time(JsonElement body) =>
            body.Whole("date") is { } seconds and > 0 and < 32_503_680_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
