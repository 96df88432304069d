using System.Net.WebSockets;
using System.Text.Json;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>The stream as a client without a library reads it.</summary>
internal static class ChatSocket
{
    public static async Task<ClientWebSocket> Connect(string streamUrl, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        await socket.ConnectAsync(new Uri(streamUrl), CancellationToken.None);
        return socket;
    }

    /// <summary>The next frame that is not a keep-alive; null when the server closed.</summary>
    public static async Task<JsonElement?> Next(WebSocket socket, bool keepAlive = false)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        var buffer = new byte[1 << 20];
        while (true)
        {
            var length = 0;
            WebSocketReceiveResult frame;
            do
            {
                frame = await socket.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), patience.Token);
                length += frame.Count;
            }
            while (!frame.EndOfMessage);
            if (frame.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            if (length > 0 || keepAlive)
            {
                return length == 0 ? default(JsonElement) : JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            }
        }
    }
}
