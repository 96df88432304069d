using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>What happens around messages: statuses, errors of the number, wishes, new ids, control of the thread, reviewed templates.</summary>
internal static class WhatsAppStatuses
{
    public static InboundEvent? Read(WhatsAppValue value, JsonElement status)
    {
        // "played" is a voice message that was heard: more than read, but nothing we tell apart.
        var state = status.Key("status") is "played" ? "read" : status.Key("status");
        if (status.Key("id") is not { } id || state is not ("sent" or "delivered" or "read" or "failed"))
        {
            return null;
        }

        var person = WhatsAppPerson.Of(value.Json, status.Key("recipient_id"), status.Key("recipient_user_id"));
        return new(InboundKeys.Status(id, state), person.ThreadKey ?? "", person.Sender, value.TimeOf(status),
            new DeliveryReported(id, state, Problem(status)) { Code = status.First("errors").Key("code"), Mark = status.Key("biz_opaque_callback_data") });
    }

    public static InboundEvent ReadError(WhatsAppValue value, JsonElement error) =>
        new("news:" + error.Fingerprint() + ":" + value.Stamp, "", WhatsAppPerson.Nobody, value.At, new AccountNews("errors", Describe(error)));

    /// <summary>Wishes about advertising are the only ones documented; another one is taken for all that we send.</summary>
    public static InboundEvent? ReadPreference(WhatsAppValue value, JsonElement wish)
    {
        var person = WhatsAppPerson.Of(value.Json, wish.Key("wa_id"), wish.Key("user_id"));
        return person.ThreadKey is { } thread && wish.Key("value") is ("stop" or "resume" or "signup")
            ? new("preference:" + wish.Fingerprint(), thread, person.Sender, value.TimeOf(wish), new PreferenceSet(wish.Key("value") is "stop", "whatsapp")
            {
                Advertising = wish.Key("category") is null or "marketing_messages",
            })
            : null;
    }

    public static InboundEvent? ReadIdUpdate(WhatsAppValue value, JsonElement update)
    {
        var ids = update.At("user_id");
        var (from, to) = (ids.Key("previous") ?? update.Key("previous_user_id"), ids.Key("current") ?? update.Key("user_id"));
        if (from is null || to is null)
        {
            return null;
        }

        var person = new WhatsAppPerson(to, update.Key("wa_id"), null);
        return new("user_id:" + update.Fingerprint(), from, person.Sender, value.TimeOf(update),
            new IdentityChanged(new(WhatsAppPerson.UserIdKind, from), new(WhatsAppPerson.UserIdKind, to)));
    }

    // Only with Meta's own agent turned on; the names are those of Messenger's conversation routing.
    public static InboundEvent? ReadHandover(WhatsAppValue value, JsonElement handover)
    {
        var (move, ours) = handover switch
        {
            _ when handover.Has("pass_thread_control") || handover.Has("control_passed") => ("pass", true),
            _ when handover.Has("take_thread_control") || handover.Has("control_taken") => ("take", false),
            _ when handover.Has("release_thread_control") || handover.Has("control_released") => ("release", false),
            _ when handover.Has("request_thread_control") || handover.Has("control_requested") => ("request", (bool?)null),
            _ => ("", null),
        };
        var sender = handover.At("sender");
        var person = WhatsAppPerson.Of(value.Json, sender.Key("phone_number") ?? sender.Key("wa_id") ?? handover.Key("wa_id"), sender.Key("user_id") ?? handover.Key("user_id"));
        return move.Length > 0 && person.ThreadKey is { } thread
            ? new("control:" + handover.Fingerprint(), thread, person.Sender, value.TimeOf(handover), new ThreadControl(move) { Ours = ours })
            : null;
    }

    public static InboundEvent? ReadTemplate(WhatsAppValue value, JsonElement template) =>
        template.LabelOrNull("message_template_name") is { } name && template.LabelOrNull("event") is { } state
            ? new($"template:{template.Fingerprint()}:{value.Stamp}", "", WhatsAppPerson.Nobody, value.At,
                new TemplateReviewed(name, template.Label("message_template_language"), state.ToLowerInvariant(), Reason(template)))
            : null;

    private static string? Reason(JsonElement template) => template.LabelOrNull("reason") is { } reason and not "NONE" ? reason : null;

    private static string? Problem(JsonElement status) => status.First("errors") is { ValueKind: JsonValueKind.Object } error ? Describe(error) : null;

    private static string Describe(JsonElement error) =>
        $"{error.Key("code")}: {error.At("error_data").LabelOrNull("details") ?? error.LabelOrNull("message") ?? error.Label("title")}";
}
