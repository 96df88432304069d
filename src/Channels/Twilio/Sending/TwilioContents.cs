using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>
/// The interactive messages an account has laid down at Twilio, by their structure: words travel as variables, so that a handful of
/// objects serves every message. Those sent inside the window need no approval.
/// </summary>
internal sealed class TwilioContents(TwilioApi api)
{
    private const int MostOfAnAccount = 500;
    private readonly ConcurrentDictionary<ChannelAccountId, ConcurrentDictionary<string, string>> known = new();

    /// <summary>The object's id, made at Twilio when the account has none of this structure yet.</summary>
    public async Task<string> Find(ChannelAccount account, TwilioDraft draft, CancellationToken ct)
    {
        var mine = known.GetOrAdd(account.Id, _ => new());
        var key = KeyOf(draft);
        if (mine.TryGetValue(key, out var sid))
        {
            return sid;
        }

        sid = await Create(account, draft, key, ct);
        if (mine.Count >= MostOfAnAccount)
        {
            mine.Clear();
        }

        return mine[key] = sid;
    }

    /// <summary>The object is no longer at Twilio.</summary>
    public void Forget(ChannelAccount account, TwilioDraft draft)
    {
        if (known.TryGetValue(account.Id, out var mine))
        {
            mine.TryRemove(KeyOf(draft), out _);
        }
    }

    // No message has left yet, so a trouble that leaves it open whether the object was made leaves nothing open about the message.
    private async Task<string> Create(ChannelAccount account, TwilioDraft draft, string key, CancellationToken ct)
    {
        try
        {
            var answer = await api.CreateContent(account, new()
            {
                ["friendly_name"] = "chat_" + key[..16],
                ["language"] = draft.Language,
                ["variables"] = new JsonObject(draft.Values.Select((_, i) => KeyValuePair.Create(TwilioDraft.Number(i + 1), (JsonNode?)JsonValue.Create("text")))),
                ["types"] = draft.Types.DeepClone(),
            }, ct);
            return answer.Ok ? answer.Text("sid") ?? throw new ChannelTrouble(Retry.Temporary, "Twilio made content without an id.") : throw TwilioErrors.Of(answer);
        }
        catch (ChannelTrouble trouble) when (trouble.Retry is Retry.Ambiguous)
        {
            throw new ChannelTrouble(Retry.Temporary, trouble.Message, trouble.After) { Meaning = trouble.Meaning };
        }
    }

    private static string KeyOf(TwilioDraft draft) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(draft.Language + draft.Types.ToJsonString())));
}
