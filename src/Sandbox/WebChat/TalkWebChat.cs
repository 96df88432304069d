using System.Net.WebSockets;
using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.WebChat;

/// <summary>Says in web chats what customers said on their phones, in order, and shows what the shop's stream brings.</summary>
internal sealed class TalkWebChat(WebChatQueue queue, DirectLine line, Arrivals arrivals) : BackgroundService
{
    private const int MostSeats = 500;
    private const int LargestMessage = 1 << 20;
    private readonly Dictionary<string, (WebChatSeat Seat, Task Stream)> seats = new(StringComparer.Ordinal);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var (chat, act) in queue.Said.Reader.ReadAllAsync(stoppingToken))
            {
                if (!await Say(chat, act, stoppingToken))
                {
                    arrivals.Change(chat, act.Id, bubble => bubble with { State = BubbleState.Failed, Note = "not taken by the shop" });
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The program ends, and so do the conversations.
        }

        await Task.WhenAll(seats.Values.Select(seat => seat.Stream));
    }

    private async Task<bool> Say(PhoneChat chat, CustomerAct act, CancellationToken ct)
    {
        if (!seats.TryGetValue(chat.Key, out var taken) || taken.Stream.IsCompleted)
        {
            foreach (var (key, _) in seats.Where(pair => pair.Value.Stream.IsCompleted).ToList())
            {
                seats.Remove(key);
            }

            if (seats.Count >= MostSeats || await line.Start(chat, ct) is not { } seat)
            {
                return false;
            }

            var open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            taken = (seat, Listen(chat, seat, open, ct));
            seats[chat.Key] = taken;
            // What is said before the stream is open could be answered unheard.
            await Task.WhenAny(open.Task, taken.Stream);
        }

        return await line.Say(chat, taken.Seat, act, ct);
    }

    private async Task Listen(PhoneChat chat, WebChatSeat seat, TaskCompletionSource open, CancellationToken ct)
    {
        using var stream = new ClientWebSocket();
        try
        {
            await stream.ConnectAsync(seat.Stream, ct);
            open.TrySetResult();
            while (await Receive(stream, ct) is { } set)
            {
                Show(chat, set);
            }
        }
        catch (WebSocketException)
        {
            // The shop went away: the next word opens a new stream.
        }
        catch (JsonException)
        {
            // Nothing that a web chat understands: as above.
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    /// <summary>The next text message, empty for a sign of life, or null at the end.</summary>
    private static async Task<byte[]?> Receive(ClientWebSocket stream, CancellationToken ct)
    {
        using var message = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var frame = await stream.ReceiveAsync(buffer.AsMemory(), ct);
            if (frame.MessageType is WebSocketMessageType.Close || message.Length > LargestMessage)
            {
                return null;
            }

            message.Write(buffer, 0, frame.Count);
            if (frame.EndOfMessage)
            {
                return message.ToArray();
            }
        }
    }

    private void Show(PhoneChat chat, byte[] set)
    {
        if (set.Length == 0)
        {
            return;
        }

        var user = WebChatPhones.UserOf(chat.Line, chat.Person);
        using var parsed = JsonDocument.Parse(set);
        foreach (var activity in parsed.RootElement.GetProperty("activities").EnumerateArray())
        {
            if (ActivityBubble.SenderOf(activity) == user)
            {
                continue;
            }

            var type = activity.GetProperty("type").GetString();
            if (type == "typing")
            {
                arrivals.Typing(chat.Line, user);
            }
            else if (type == "message" && ActivityBubble.Of(activity) is var bubble && chat.Find(bubble.Id) is null)
            {
                arrivals.Received(chat.Line, user, bubble);
            }
        }
    }
}
