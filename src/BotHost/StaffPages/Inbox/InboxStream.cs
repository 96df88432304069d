using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>Tells an open inbox which conversation changed; the page fetches what it shows.</summary>
internal sealed class InboxStream(Signals signals, IHostApplicationLifetime host, TimeProvider clock)
{
    // It ends after a while and the browser comes back, so that somebody who no longer works here stops hearing.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    public async IAsyncEnumerable<SseItem<string>> Read(TenantId tenant, [EnumeratorCancellation] CancellationToken ct)
    {
        using var late = new CancellationTokenSource(Longest, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token, host.ApplicationStopping);
        var news = Channel.CreateBounded<string>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });
        using var listening = signals.Listen(s =>
        {
            if (s.Kind == SignalKind.Inbox && s.Tenant == tenant)
            {
                news.Writer.TryWrite(s.Conversation.ToString());
            }
        });
        yield return new("", "open") { ReconnectionInterval = TimeSpan.FromSeconds(2) };
        while (await Next(news.Reader, end.Token) is { } conversation)
        {
            yield return new(conversation, "inbox");
        }
    }

    private static async Task<string?> Next(ChannelReader<string> news, CancellationToken ct)
    {
        try
        {
            return await news.ReadAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
