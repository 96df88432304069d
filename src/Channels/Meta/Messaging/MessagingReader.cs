using System.Text.Json;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>
/// Reads the envelope that Messenger and Instagram share: entries of a page or account, each with <c>messaging[]</c>, <c>standby[]</c> when
/// another application answers, or <c>changes[]</c>, in which some Instagram configurations wrap the same items.
/// </summary>
/// <param name="personKind">What the person's id is called: <c>psid</c> or <c>igsid</c>.</param>
internal sealed class MessagingReader(string personKind, ChannelAccount account, DateTimeOffset receivedAt)
{
    private readonly List<Received> found = [];

    public static IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account, string personKind)
    {
        using var body = request.Json();
        var reader = new MessagingReader(personKind, account, request.ReceivedAt);
        reader.ReadAll(body.RootElement);
        return reader.found;
    }

    private void ReadAll(JsonElement root)
    {
        foreach (var entry in root.Items("entry"))
        {
            var page = entry.Key("id") ?? account.ExternalId;
            foreach (var item in entry.Items("messaging"))
            {
                Item(page, item, onStandby: false);
            }

            foreach (var item in entry.Items("standby"))
            {
                Item(page, item, onStandby: true);
            }

            foreach (var change in entry.Items("changes"))
            {
                Change(page, change);
            }
        }

        if (found.Count == 0)
        {
            News(account.ExternalId, root, "unknown shape");
        }
    }

    private void Change(string page, JsonElement change)
    {
        var value = change.At("value");
        if (value.Has("sender") && value.Has("recipient"))
        {
            Item(page, value, change.Key("field") is "standby");
        }
        else
        {
            News(page, change, change.LabelOrNull("field") ?? "unknown change");
        }
    }

    private void Item(string page, JsonElement item, bool onStandby)
    {
        try
        {
            Events(page, item, onStandby);
        }
        catch (Exception failure) when (failure is not UnreadableWebhook)
        {
            found.Add(Received.Broken(page, receivedAt, failure));
        }
    }

    private void Events(string page, JsonElement item, bool onStandby)
    {
        var (sender, recipient) = (item.At("sender").Key("id"), item.At("recipient").Key("id"));
        var isOurs = item.At("message").Flag("is_echo") || (sender == page && recipient != page);
        if ((isOurs ? recipient : sender) is not { } person)
        {
            News(page, item, "item without a person");
            return;
        }

        var thread = new MessagingThread(person, new([new(personKind, person)]), item.Time("timestamp") ?? receivedAt, account.Settings.GetValueOrDefault("app_id"));
        var before = found.Count;
        foreach (var happened in item.Has("message") ? MessagingMessages.Read(thread, item.At("message")) : MessagingEvents.Read(thread, item))
        {
            found.Add(new(page, happened) { OnStandby = onStandby });
        }

        if (found.Count == before)
        {
            News(page, item, MessagingEvents.NameOf(item) ?? "empty item");
        }
    }

    private void News(string page, JsonElement item, string topic) =>
        found.Add(new(page, new("news:" + item.Fingerprint(), "", new([]), receivedAt, new AccountNews(topic, null))));
}

/// <param name="Person">The person's id for our page, and so the thread's.</param>
/// <param name="OurApp">Our application's id at Meta; null when nobody entered it.</param>
internal sealed record MessagingThread(string Person, Sender Sender, DateTimeOffset At, string? OurApp)
{
    public long Stamp => At.ToUnixTimeMilliseconds();

    public InboundEvent Event(string key, InboundContent content) => new(key, Person, Sender, At, content);
}
