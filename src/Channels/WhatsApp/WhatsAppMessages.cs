using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>One item of <c>value.messages</c> or <c>value.message_echoes</c>.</summary>
internal static class WhatsAppMessages
{
    private const int MostContacts = 10;

    /// <summary>Null when it names no person or has no id.</summary>
    public static InboundEvent? Read(WhatsAppValue value, JsonElement message)
    {
        // Groups are another product with other rules: we do not sell in them.
        if (message.Key("id") is not { } id || message.Has("group_id"))
        {
            return null;
        }

        var person = WhatsAppPerson.Of(value.Json, message.Key("from"), message.Key("from_user_id"));
        if (person.ThreadKey is not { } thread)
        {
            return null;
        }

        var at = value.TimeOf(message);
        return message.Key("type") switch
        {
            "system" => System(message, person, new(id, thread, person.Sender, at, new Unsupported("system"))),
            "edit" => Correction(message.At("edit"), id) is { } edit ? new(edit.Key, thread, person.Sender, at, edit.Content) : null,
            "revoke" => Correction(message.At("revoke"), id) is { } gone ? new(gone.Key, thread, person.Sender, at, gone.Content) : null,
            _ => Said(message, new(id, thread, person.Sender, at, WhatsAppContents.Read(message))),
        };
    }

    /// <summary>Somebody of the shop wrote from the WhatsApp Business app, or another application did.</summary>
    public static InboundEvent? ReadEcho(WhatsAppValue value, JsonElement echo)
    {
        var (phone, user) = (echo.Key("to"), echo.Key("to_user_id"));
        var person = WhatsAppPerson.Of(value.Json, phone, user is not null && WhatsAppPerson.IsUserId(user) ? user : null);
        if (echo.Key("id") is not { } id || person.ThreadKey is not { } thread)
        {
            return null;
        }

        var correction = echo.Key("type") switch
        {
            "edit" => Correction(echo.At("edit"), id),
            "revoke" => Correction(echo.At("revoke"), id),
            _ => null,
        };
        return correction is { } change
            ? new(change.Key, thread, person.Sender, value.TimeOf(echo), change.Content)
            : new("echo:" + id, thread, person.Sender, value.TimeOf(echo), new Echoed(id, WhatsAppContents.Read(echo).Line, ByHuman: true)) { MessageId = id };
    }

    // A reference typed by a link stays in the text: the person saw it and may have changed it.
    private static InboundEvent Said(JsonElement message, InboundEvent said) => message.Has("text") || message.Has("referral")
        ? said with { Reference = WhatsAppContents.ReferenceIn(message.At("text").Said("body")), Referral = ReferralIn(message.At("referral")) }
        : said;

    private static Referral? ReferralIn(JsonElement referral) => referral.ValueKind is not JsonValueKind.Object ? null : new(referral.LabelOrNull("source_type") ?? "ad")
    {
        AdId = referral.LabelOrNull("source_id"),
        ClickId = referral.Key("ctwa_clid"),
        Headline = referral.LabelOrNull("headline"),
    };

    /// <summary>Several contacts in one message are one event each.</summary>
    public static IEnumerable<InboundEvent> Further(JsonElement message, InboundEvent first) => first.Content is not ContactSent ? []
        : message.Items("contacts").Skip(1).Take(MostContacts - 1).Select(WhatsAppContents.Contact).OfType<ContactSent>()
            .Select((contact, n) => first with { ProviderKey = $"{first.ProviderKey}#{n + 1}", MessageId = first.ProviderKey, Content = contact, Referral = null });

    private static (string Key, InboundContent Content)? Correction(JsonElement change, string id)
    {
        if (change.Key("original_message_id") is not { } original)
        {
            return null;
        }

        var message = change.At("message");
        return message.ValueKind is JsonValueKind.Undefined
            ? (InboundKeys.Delete(original), new MessageDeleted(original))
            : (InboundKeys.Edit(original, id), new MessageEdited(original, NewText(message)));
    }

    private static string NewText(JsonElement message) => message.At(message.Key("type") ?? "text") is var body && body.Has("body") ? body.Said("body") : body.Said("caption");

    // The event still names the person as we knew them: under that name their thread is found.
    private static InboundEvent System(JsonElement message, WhatsAppPerson person, InboundEvent happened)
    {
        var system = message.At("system");
        (string? From, string? To, string Kind) changed = system.Key("type") switch
        {
            "user_changed_number" or "customer_changed_number" => (person.Phone, system.Key("wa_id") ?? system.Key("new_wa_id"), WhatsAppPerson.PhoneKind),
            "user_changed_user_id" => (system.Key("previous_user_id"), system.Key("user_id") ?? person.UserId, WhatsAppPerson.UserIdKind),
            _ => (null, null, ""),
        };
        return changed is ({ } from, { } to, var kind)
            ? happened with { ThreadKey = Thread(person, from, kind), Content = new IdentityChanged(new(kind, from), new(kind, to)) }
            : happened with { ThreadKey = "", Sender = WhatsAppPerson.Nobody, Content = new AccountNews("system " + system.Label("type"), system.LabelOrNull("body")) };
    }

    private static string Thread(WhatsAppPerson person, string from, string kind) => kind is WhatsAppPerson.UserIdKind ? from : person.ThreadKey ?? from;
}
