using System.Net.WebSockets;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Platform.Secrets;

namespace ChatCommerce.BotHost.WebChat.Activities;

/// <summary>The stream: a WebSocket opened with the token in its own address, from the watermark the client has.</summary>
internal static class StreamEndpoint
{
    public static async Task<IResult> Open(HttpContext http, string conversation, ChatTokens tokens, ChatLimits limits, StreamWriter writer)
    {
        if (limits.TakeRequest(http) is { } wait)
        {
            return DirectLineError.TooMany(http, wait);
        }

        if (tokens.Read(http.Request.Query["t"].ToString(), TokenUse.Stream, out var expired) is not { } session)
        {
            return expired ? DirectLineError.Expired() : DirectLineError.NotAllowed("The address of the stream is not one of ours.");
        }

        if (session.Conversation != conversation)
        {
            return DirectLineError.NotAllowed("The token is for another conversation.");
        }

        if (Watermark.Parse(http.Request.Query["watermark"]) is not { } after)
        {
            return Watermark.Refused();
        }

        if (!http.WebSockets.IsWebSocketRequest)
        {
            return DirectLineError.Malformed("The stream is a WebSocket: send an upgrade request.");
        }

        return await writer.Refuse(http, session) ?? await Serve(http, session, after, writer);
    }

    private static async Task<IResult> Serve(HttpContext http, ChatSession session, long after, StreamWriter writer)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await writer.Serve(socket, session, after, http.RequestAborted);
        return Results.Empty;
    }
}

/// <summary>Writes what is new to a stream until one side leaves. A client too slow to read is dropped: it comes back with its watermark.</summary>
internal sealed class StreamWriter(
    ActivityLog log, ActivitySignal signal, ChannelAccounts accounts, ChatOrigins origins, WebChatOptions options, IHostApplicationLifetime host,
    TimeProvider clock)
{
    private const int MostFromClient = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StrangerPause = TimeSpan.FromMilliseconds(250);

    public async Task<IResult?> Refuse(HttpContext http, ChatSession session) =>
        await accounts.Find(session.Tenant, session.Account, http.RequestAborted) is not { } account
            ? DirectLineError.NotAllowed("The shop of this token is gone.")
            : await origins.Allow(http.Request, account, session.Origins, http.RequestAborted) ? null
            : DirectLineError.NotAllowed("Pages of this origin may not speak to this shop.");

    public async Task Serve(WebSocket socket, ChatSession session, long after, CancellationToken aborted)
    {
        using var seat = signal.Join(session.Tenant, session.Conversation);
        if (seat is null)
        {
            await Close(socket, WebSocketCloseStatus.PolicyViolation, "full");
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(aborted, host.ApplicationStopping, seat.ShownOut);
        using var deaf = new CancellationTokenSource();
        var reading = Drain(socket, ending, deaf.Token);
        try
        {
            await Write(new(socket, session, seat), after, ending.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Somebody left, the host stops, or the client did not read in time.
        }

        await (seat.ShownOut.IsCancellationRequested ? Close(socket, WebSocketCloseStatus.PolicyViolation, "collision")
            : Close(socket, host.ApplicationStopping.IsCancellationRequested ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, ""));

        // Reading on until the client has answered the close; to stop reading at once would tear the connection before it saw why.
        deaf.CancelAfter(Farewell);
        await reading;
    }

    private async Task Write(Listener listener, long after, CancellationToken ct)
    {
        var (socket, session, seat) = listener;
        var silence = TimeSpan.FromSeconds(options.KeepAliveSeconds);
        while (true)
        {
            var page = await log.Read(session, after, ct);
            if (page.Bodies.Count > 0)
            {
                await Send(socket, page.ToJson(), ct);
                after = page.Watermark;

                // What it was writing is here.
                seat.TakeTyping();
                continue;
            }

            if (seat.TakeTyping())
            {
                await Send(socket, await Typing(session, after, ct), ct);
            }

            if (seat.Conversation is null && page.Conversation is { } conversation)
            {
                signal.Bind(seat.Thread, conversation);
            }

            if (!await seat.Wait(silence, TimeProvider.System, ct))
            {
                await Send(socket, "", ct);
            }
            else if (seat.Conversation is null)
            {
                // Until it has a conversation a seat hears its whole shop; a pause keeps that from becoming a query for each word said elsewhere.
                await Task.Delay(StrangerPause, ct);
            }
        }
    }

    private async Task<string> Typing(ChatSession session, long after, CancellationToken ct)
    {
        var shop = await accounts.Find(session.Tenant, session.Account, ct);
        var typing = ActivityWriter.Typing(session.Conversation, new(shop?.ExternalId ?? "", shop?.Name ?? "", "bot"), Token.New(16), clock.GetUtcNow());
        return new ActivityPage(null, [ActivityJson.Write(typing)], after).ToJson();
    }

    private static async Task Send(WebSocket socket, string text, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        await socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    // The client sends only empty keep-alives; reading them is how we learn that it left.
    private static async Task Drain(WebSocket socket, CancellationTokenSource ending, CancellationToken deaf)
    {
        var buffer = new byte[1_024];
        var total = 0;
        try
        {
            while (total < MostFromClient)
            {
                var frame = await socket.ReceiveAsync(buffer, deaf);
                total += frame.Count;
                if (frame.MessageType is WebSocketMessageType.Close)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            // Left without a word.
        }

        await ending.CancelAsync();
    }

    private static async Task Close(WebSocket socket, WebSocketCloseStatus status, string reason)
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
        {
            return;
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await socket.CloseOutputAsync(status, reason, patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    private sealed record Listener(WebSocket Socket, ChatSession Session, StreamSeat Seat);
}
