using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Meta.Messaging;

/// <summary>The calls that Messenger and Instagram share.</summary>
public sealed class MessagingApi(GraphClient graph, MediaDownload download)
{
    internal async Task<Accepted> Send(GraphCall call, OutboundPart part, bool marked, CancellationToken ct)
    {
        var answer = await graph.Post(call, MessagingWriter.Write(part, marked), ct);
        return new(answer.Text("message_id") ?? throw new ChannelTrouble(Retry.Ambiguous, "Meta took the message but told no id."));
    }

    /// <summary>Each action must be a request of its own.</summary>
    internal async Task ShowTyping(GraphCall call, string threadKey, CancellationToken ct)
    {
        await graph.Post(call, MessagingWriter.Act(threadKey, "mark_seen"), ct);
        await graph.Post(call, MessagingWriter.Act(threadKey, "typing_on"), ct);
    }

    internal Task MarkRead(GraphCall call, string threadKey, CancellationToken ct) => graph.Post(call, MessagingWriter.Act(threadKey, "mark_seen"), ct);

    internal async Task Verify(GraphCall call, CancellationToken ct)
    {
        var answer = await graph.Get(call, ct);
        if (answer.Text("user_id") != call.Account.ExternalId && answer.Text("id") != call.Account.ExternalId)
        {
            throw new ChannelTrouble(Retry.Permanent, "The token works, but belongs to another account.") { Meaning = Meaning.CredentialsRefused };
        }
    }

    internal Task<TokenLife?> TokenLife(GraphCall me, CancellationToken ct) => MetaToken.Life(graph, me, ct);

    /// <summary>Null when the person does not let us know.</summary>
    internal async Task<Profile?> Find(GraphCall call, CancellationToken ct)
    {
        try
        {
            var answer = await graph.Get(call, ct);
            var name = answer.Text("name") ?? $"{answer.Text("first_name")} {answer.Text("last_name")}".Trim();
            var shown = CustomerText.Cut(CustomerText.Clean(name.Length > 0 ? name : answer.Text("username")), 200);
            return new(shown.Length > 0 ? shown : null, answer.Text("profile_pic"), answer.Text("locale") is { Length: >= 2 } locale ? locale[..2].ToLowerInvariant() : null);
        }
        catch (ChannelTrouble trouble) when (trouble is { Retry: Retry.Permanent, StopsAccount: false })
        {
            return null;
        }
    }

    /// <summary>The address carries its own permission, so no token goes there.</summary>
    internal Task<FetchedMedia> Fetch(MediaSent sent, CancellationToken ct) => Uri.TryCreate(sent.Source, UriKind.Absolute, out var address)
        ? download.Fetch(new HttpRequestMessage(HttpMethod.Get, address), sent, ct)
        : throw new ChannelTrouble(Retry.Permanent, "The file has no address.");
}
