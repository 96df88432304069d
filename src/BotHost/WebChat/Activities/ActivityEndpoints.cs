using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>What a customer says: stored with its echo in one transaction, then answered with the id the echo carries.</summary>
internal sealed class ActivityEndpoints(Ingest ingest, ActivitySignal signal, ChatTokens tokens, HostAddress address, TimeProvider clock)
{
    public static async Task<IResult> Post(HttpContext http, string conversation, ActivityEndpoints endpoints, ChatLimits limits, CancellationToken ct)
    {
        if (limits.TakeActivity(conversation, 1) is { } wait)
        {
            return DirectLineError.TooMany(http, wait);
        }

        var body = await DirectLineBody.Read<Activity>(http.Request, null, ct);
        return body.Value is { } activity
            ? Results.Ok(new { id = await endpoints.Store(Caller.Of(http).In(conversation), activity, body.Raw) })
            : body.Refusal!;
    }

    /// <summary>Stores an activity and returns its id; the same activity again gets the same id and is not stored twice.</summary>
    /// <param name="files">What was uploaded with it, by the attachments' addresses.</param>
    public async Task<string> Store(ChatSession session, Activity activity, byte[] raw, IReadOnlyDictionary<string, byte[]>? files = null)
    {
        var sending = new Sending(session.Conversation, IdOf(session, activity), session.Sender(LanguageOf(activity)), clock.GetUtcNow());
        sending = files is null ? sending : sending with { FileAddress = n => address.At(FileEndpoint.Root + tokens.SignFile(session, sending.KeyOf(n))).AbsoluteUri };
        var echo = ActivityJson.Write(ActivityWriter.Echo(activity, sending));
        foreach (var inbound in ActivityReader.Read(activity, sending))
        {
            // What is received is stored even when the client hangs up.
            var stored = await ingest.Store(session.Tenant, session.Account, inbound with { File = FileOf(inbound, files) }, raw, echo, CancellationToken.None);
            signal.Bind(session.Conversation, stored.ConversationId);
            echo = null;
        }

        return sending.ActivityId;
    }

    private static byte[]? FileOf(InboundEvent inbound, IReadOnlyDictionary<string, byte[]>? files) =>
        inbound.Content is MediaSent { Source: var source } ? files?.GetValueOrDefault(source) : null;

    // The client's own id makes a repeated post the same activity; it means nothing outside its conversation.
    private static string IdOf(ChatSession session, Activity activity) => ActivityReader.ClientId(activity) is { } given
        ? Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(session.Conversation + "\n" + given)).AsSpan(0, 16))
        : Token.New(16);

    private static string? LanguageOf(Activity activity) =>
        activity.Locale is { Length: >= 2 } locale && locale[..2].All(char.IsAsciiLetter) ? locale[..2].ToLowerInvariant() : null;
}
