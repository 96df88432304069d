using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Traffic;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.WebChat;

/// <summary>Direct Line 3.0 calls to the shop, written down in the raw traffic.</summary>
internal sealed class DirectLine(WebhookClient client, RawTraffic traffic, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A conversation for this person, or null when the shop does not take them.</summary>
    public async Task<WebChatSeat?> Start(PhoneChat chat, CancellationToken ct)
    {
        if (chat.Line.Secrets.GetValueOrDefault("key") is not { } key)
        {
            return null;
        }

        var user = WebChatPhones.UserOf(chat.Line, chat.Person);
        var made = await Post(chat, "/tokens/generate", key, new { user = new { id = user, name = chat.Person.Name } }, ct);
        if (Text(made, "token") is not { } token)
        {
            return null;
        }

        var started = await Post(chat, "/conversations", token, new { }, ct);
        return Text(started, "conversationId") is { } conversation && Uri.TryCreate(Text(started, "streamUrl"), UriKind.Absolute, out var stream)
            ? new WebChatSeat(token, conversation, stream)
            : null;
    }

    /// <returns>Whether the shop took it.</returns>
    public async Task<bool> Say(PhoneChat chat, WebChatSeat seat, CustomerAct act, CancellationToken ct)
    {
        var from = new { id = WebChatPhones.UserOf(chat.Line, chat.Person), name = chat.Person.Name };
        var locale = chat.Person.Locale;
        object activity = act switch
        {
            TapButton tap => new { type = "message", from, locale, text = tap.Label, value = tap.Payload, channelData = new { postBack = true } },
            WriteText said => new { type = "message", from, locale, text = said.Text },
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "web chat has no such act"),
        };
        return await Post(chat, $"/conversations/{seat.Conversation}/activities", seat.Token, activity, ct) is not null;
    }

    private async Task<JsonElement?> Post(PhoneChat chat, string path, string bearer, object body, CancellationToken ct)
    {
        var text = JsonSerializer.Serialize(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, chat.Line.Webhook.ToString().TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        var (at, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        var outcome = await client.Send(request, Patience, ct);
        traffic.Keep(new Exchange
        {
            At = at,
            Provider = WebChatPhones.Name,
            Account = chat.Line.ExternalId,
            Direction = Direction.FromProvider,
            Method = "POST",
            Url = request.RequestUri!.ToString(),
            RequestHeaders = HeaderText.Of(request.Headers),
            RequestBody = text,
            Status = outcome.Status,
            // Tokens are not for looking at.
            ResponseBody = outcome.Error ?? (path.EndsWith("/activities", StringComparison.Ordinal) ? outcome.Answer : ""),
            Took = clock.GetElapsedTime(started),
        });
        if (outcome.Status is not (>= 200 and < 300))
        {
            return null;
        }

        try
        {
            using var answer = JsonDocument.Parse(outcome.Answer);
            return answer.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement? answer, string name) =>
        answer is { ValueKind: JsonValueKind.Object } members && members.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>Where somebody sits in a web chat.</summary>
internal sealed record WebChatSeat(string Token, string Conversation, Uri Stream);
