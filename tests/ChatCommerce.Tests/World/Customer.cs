using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace ChatCommerce.Tests.World;

/// <summary>A customer in web chat who speaks Direct Line 3.0: posts over HTTP, reads over the stream.</summary>
public sealed class Customer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly HttpClient http;
    private readonly ClientWebSocket stream = new();
    private readonly List<JsonElement> seen = [];
    private readonly byte[] buffer = new byte[1 << 18];
    private int read;

    private Customer(HttpClient http, string token, string conversation, string user) =>
        (this.http, Token, Conversation, User) = (http, token, conversation, user);

    public string Token { get; }

    public string Conversation { get; }

    public string User { get; }

    /// <summary>Everything the bot or a person wrote so far.</summary>
    public IEnumerable<JsonElement> Replies => seen.Where(IsReply);

    public static async Task<Customer> Open(HttpClient http, string key, string? user)
    {
        user ??= "dl_" + Guid.CreateVersion7().ToString("N");
        var made = await Post(http, "/v3/directline/tokens/generate", key, new { user = new { id = user } });
        var token = made.GetProperty("token").GetString()!;
        var started = await Post(http, "/v3/directline/conversations", token, new { });
        var customer = new Customer(http, token, started.GetProperty("conversationId").GetString()!, user);
        await customer.stream.ConnectAsync(new Uri(started.GetProperty("streamUrl").GetString()!), CancellationToken.None);
        return customer;
    }

    /// <summary>Says something and returns the first answer to it.</summary>
    public Task<JsonElement> Say(string text) => Ask(new { type = "message", from = new { id = User }, text, locale = "en" });

    /// <summary>Taps a button that the latest answers showed.</summary>
    public Task<JsonElement> Tap(string label)
    {
        var button = Buttons().Last(b => b.GetProperty("title").GetString() == label);
        return Ask(new { type = "message", from = new { id = User }, text = label, value = button.GetProperty("value"), channelData = new { postBack = true } });
    }

    /// <summary>Every button shown so far: on cards and as suggested actions.</summary>
    public IEnumerable<JsonElement> Buttons() => Replies.SelectMany(ButtonsOf);

    public async Task<string> Post(object activity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{Conversation}/activities") { Content = JsonContent.Create(activity) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>Waits for an answer that satisfies the predicate, among those not returned yet.</summary>
    public async Task<JsonElement> Expect(Func<JsonElement, bool> predicate)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            while (read < seen.Count)
            {
                var activity = seen[read++];
                if (IsReply(activity) && predicate(activity))
                {
                    return activity;
                }
            }

            await Receive(patience.Token);
        }
    }

    public Task<JsonElement> Expect(string text) => Expect(a => TextOf(a).Contains(text, StringComparison.OrdinalIgnoreCase));

    public static string TextOf(JsonElement activity) => activity.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "";

    public async ValueTask DisposeAsync()
    {
        stream.Abort();
        stream.Dispose();
        await ValueTask.CompletedTask;
    }

    private async Task<JsonElement> Ask(object activity)
    {
        await Post(activity);
        return await Expect(_ => true);
    }

    private bool IsReply(JsonElement activity) =>
        activity.GetProperty("type").GetString() == "message" && activity.GetProperty("from").GetProperty("id").GetString() != User;

    private static IEnumerable<JsonElement> ButtonsOf(JsonElement activity)
    {
        if (activity.TryGetProperty("suggestedActions", out var suggested))
        {
            foreach (var action in suggested.GetProperty("actions").EnumerateArray())
            {
                yield return action;
            }
        }

        foreach (var attachment in activity.TryGetProperty("attachments", out var list) ? list.EnumerateArray().ToArray() : [])
        {
            foreach (var button in attachment.GetProperty("content").TryGetProperty("buttons", out var buttons) ? buttons.EnumerateArray().ToArray() : [])
            {
                yield return button;
            }
        }
    }

    private async Task Receive(CancellationToken ct)
    {
        var length = 0;
        WebSocketReceiveResult frame;
        do
        {
            frame = await stream.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), ct);
            length += frame.Count;
        }
        while (!frame.EndOfMessage);
        if (length == 0)
        {
            return;
        }

        using var set = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length));
        seen.AddRange(set.RootElement.GetProperty("activities").EnumerateArray().Select(a => a.Clone()));
    }

    private static async Task<JsonElement> Post(HttpClient http, string path, string bearer, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
