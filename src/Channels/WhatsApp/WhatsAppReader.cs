using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>Reads the webhooks of a WhatsApp business number: messages, statuses, echoes, preferences, changes of id, account news.</summary>
internal sealed class WhatsAppReader(ChannelAccount account, DateTimeOffset receivedAt)
{
    /// <summary>What the application at Meta must subscribe to.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["messages", "smb_message_echoes", "user_preferences", "user_id_update", "message_template_status_update", "messaging_handovers", "standby"];

    private readonly List<Received> found = [];

    public static IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account)
    {
        using var body = request.Json();
        var reader = new WhatsAppReader(account, request.ReceivedAt);
        reader.ReadAll(body.RootElement);
        return reader.found;
    }

    private void ReadAll(JsonElement root)
    {
        foreach (var entry in root.Items("entry"))
        {
            foreach (var change in entry.Items("changes"))
            {
                var before = found.Count;
                var value = new WhatsAppValue(change.At("value"), NumberOf(entry, change.At("value")), entry.Time("time") ?? receivedAt, entry.Key("time") ?? "");
                Change(change, value);
                if (found.Count == before)
                {
                    News(change, value.Number, change.LabelOrNull("field") ?? "unknown change");
                }
            }
        }

        if (found.Count == 0)
        {
            News(root, account.ExternalId, "unknown shape");
        }
    }

    private void Change(JsonElement change, WhatsAppValue value)
    {
        switch (change.Key("field"))
        {
            case "messages":
                AddEach(value, "messages", WhatsAppMessages.Read);
                AddEach(value, "statuses", WhatsAppStatuses.Read);
                AddEach(value, "errors", WhatsAppStatuses.ReadError);
                break;
            case "smb_message_echoes":
                AddEach(value, "message_echoes", WhatsAppMessages.ReadEcho);
                break;
            case "standby":
                var standby = value with { Json = value.Json.Has("standby") ? value.Json.At("standby") : value.Json };
                AddEach(standby, "messages", WhatsAppMessages.Read, onStandby: true);
                AddEach(standby, "message_echoes", WhatsAppMessages.ReadEcho);
                break;
            case "user_preferences":
                AddEach(value, "user_preferences", WhatsAppStatuses.ReadPreference);
                break;
            case "user_id_update":
                AddEach(value, "user_id_update", WhatsAppStatuses.ReadIdUpdate);
                break;
            case "messaging_handovers":
                Add(value, WhatsAppStatuses.ReadHandover(value, value.Json));
                break;
            case "message_template_status_update":
                Add(value, WhatsAppStatuses.ReadTemplate(value, value.Json));
                break;
        }
    }

    private void AddEach(WhatsAppValue value, string list, Func<WhatsAppValue, JsonElement, InboundEvent?> read, bool onStandby = false)
    {
        foreach (var item in value.Json.Items(list))
        {
            try
            {
                Add(value, item, list, read, onStandby);
            }
            catch (Exception failure) when (failure is not UnreadableWebhook)
            {
                found.Add(Received.Broken(value.Number, receivedAt, failure));
            }
        }
    }

    private void Add(WhatsAppValue value, JsonElement item, string list, Func<WhatsAppValue, JsonElement, InboundEvent?> read, bool onStandby)
    {
        if (read(value, item) is { } happened)
        {
            found.Add(new(value.Number, happened) { OnStandby = onStandby });
            found.AddRange(WhatsAppMessages.Further(item, happened).Select(more => new Received(value.Number, more) { OnStandby = onStandby }));
        }
        else
        {
            News(item, value.Number, $"unreadable {list} item");
        }
    }

    private void Add(WhatsAppValue value, InboundEvent? happened)
    {
        if (happened is not null)
        {
            found.Add(new(value.Number, happened));
        }
    }

    // What has no person is kept for staff beside the account.
    private void News(JsonElement item, string number, string topic) =>
        found.Add(new(number, new("news:" + item.Fingerprint(), "", WhatsAppPerson.Nobody, receivedAt, new AccountNews(topic, null))));

    // News of the account as a whole name only the business account it belongs to.
    private string NumberOf(JsonElement entry, JsonElement value) => value.At("metadata").Key("phone_number_id")
        ?? (entry.Key("id") is { } business && business != account.Settings.GetValueOrDefault("waba_id") ? business : account.ExternalId);
}

/// <param name="Json">The change's value.</param>
/// <param name="Number">Id of our number.</param>
/// <param name="At">When it happened, for what carries no time itself.</param>
/// <param name="Stamp">The entry's own time, which a redelivery repeats; empty where there is none.</param>
internal sealed record WhatsAppValue(JsonElement Json, string Number, DateTimeOffset At, string Stamp)
{
    public DateTimeOffset TimeOf(JsonElement item) => item.Time("timestamp") ?? At;
}
