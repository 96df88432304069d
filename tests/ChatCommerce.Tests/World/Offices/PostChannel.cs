using System.Collections.Concurrent;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.World.Offices;

/// <summary>A channel whose provider is the test: its webhook takes our own normal form, what it is given to send is kept, troubles are played.</summary>
public sealed class PostChannel : IProviderChannel
{
    public const string Name = "post";
    private readonly ConcurrentQueue<(string? Thread, ChannelTrouble Trouble)> troubles = new();

    public string Kind => Name;

    public Capabilities Capabilities { get; set; } = new(TextLength: 4_000, TextUnit.Characters, Choices: 0, LabelLength: 20, Cards: 0, LinkButton: false, Typing: false);

    public WindowRules Window { get; set; } = WindowRules.Always;

    public ConcurrentQueue<(DateTimeOffset At, OutboundPart Part)> Calls { get; } = new();

    public ConcurrentQueue<OutboundPart> Sent { get; } = new();

    public bool Revoked { get; set; }

    /// <summary>Runs after a part was taken and before our answer comes back.</summary>
    public Func<string, Task>? WhileSending { get; set; }

    /// <summary>The next call fails so, or the next one for this thread.</summary>
    public void Fail(ChannelTrouble trouble, string? thread = null) => troubles.Enqueue((thread, trouble));

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => request.Header("X-Post-Secret") == account.Secret("secret");

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => request.Text() switch
    {
        ['[', ..] text => [.. Json.Read<Batch[]>(text).Select(b => Of(b, account, request))],
        ['!', ..] text => throw new InvalidOperationException($"A bug of ours about {text}"),
        _ => throw new UnreadableWebhook("Expected a list of events."),
    };

    private static Received Of(Batch item, ChannelAccount account, WebhookRequest request) => item.Bug
        ? Received.Broken(account.ExternalId, request.ReceivedAt, new FormatException("A bug of ours."))
        : new(item.Account ?? account.ExternalId, item.Event) { OnStandby = item.Standby };

    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        Calls.Enqueue((TimeProvider.System.GetUtcNow(), part));
        if (Revoked)
        {
            throw new ChannelTrouble(Retry.Permanent, "The token was revoked.") { Meaning = Meaning.CredentialsRefused };
        }

        if (troubles.TryPeek(out var next) && (next.Thread ?? part.ThreadKey) == part.ThreadKey && troubles.TryDequeue(out next))
        {
            throw next.Trouble;
        }

        Sent.Enqueue(part);
        var copies = Sent.Count(p => p.OurId == part.OurId && p.Part == part.Part);
        var id = $"post-{part.OurId.Value:N}-{part.Part}" + (copies == 1 ? "" : $"-copy{copies}");
        if (WhileSending is { } act)
        {
            await act(id);
        }

        return new(id);
    }

    public ChannelTrouble Trouble(DeliveryReported failed) => new(Retry.Permanent, failed.Error ?? "Refused.")
    {
        Meaning = Enum.TryParse<Meaning>(failed.Code, out var meaning) ? meaning : Meaning.ThisMessage,
    };

    public Task Verify(ChannelAccount account, CancellationToken ct) =>
        Revoked ? throw new ChannelTrouble(Retry.Permanent, "The token is revoked.") { Meaning = Meaning.CredentialsRefused } : Task.CompletedTask;

    internal sealed record Batch(string? Account, InboundEvent Event, bool Standby = false, bool Bug = false)
    {
        public static byte[] Of(params IEnumerable<Batch> events) => Encoding.UTF8.GetBytes(Json.Write(events.ToArray()));
    }
}
