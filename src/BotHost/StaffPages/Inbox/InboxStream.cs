using System.Threading.Channels;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform;
using Microsoft.AspNetCore.Http.Features;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>Tells an open inbox which conversation changed, as server-sent events; the page fetches what it shows.</summary>
internal sealed class InboxStream(Signals signals, IHostApplicationLifetime host, TimeProvider clock)
{
    // It ends after a while and the browser comes back, so that somebody who no longer works here stops hearing.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    // A comment in between: proxies cut what is silent for long, and a reader who is gone shows when we write.
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(20);

    public async Task Write(HttpContext http, TenantId tenant)
    {
        using var late = new CancellationTokenSource(Longest, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, late.Token, host.ApplicationStopping);
        var news = Channel.CreateBounded<string>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });
        using var listening = signals.Listen(s =>
        {
            if (s.Kind == SignalKind.Inbox && s.Tenant == tenant)
            {
                news.Writer.TryWrite(s.Conversation.ToString());
            }
        });
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await Say(http, "event: open\nretry: 2000\ndata:\n\n", end.Token);
            while (true)
            {
                await Say(http, await Next(news.Reader, end.Token) is { } conversation ? $"event: inbox\ndata: {conversation}\n\n" : ": still here\n\n", end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader is gone, its time is over, or the program stops.
        }
    }

    // Null when nothing happened for a beat.
    private async Task<string?> Next(ChannelReader<string> news, CancellationToken ct)
    {
        using var beat = new CancellationTokenSource(Beat, clock);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(ct, beat.Token);
        try
        {
            return await news.ReadAsync(wait.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task Say(HttpContext http, string text, CancellationToken ct)
    {
        await http.Response.WriteAsync(text, ct);
        await http.Response.Body.FlushAsync(ct);
    }
}
