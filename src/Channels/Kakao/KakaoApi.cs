using System.Net.Http.Headers;
using System.Net.Http.Json;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform;

namespace ChatCommerce.Channels.Kakao;

/// <summary>The little that we may call at Kakao: a callback once, an event that makes a block call our skill, and a task's outcome.</summary>
public sealed class KakaoApi(ProviderClient client, KakaoOptions options)
{
    /// <summary>Gives the answer to the address that the request offered. Throws <see cref="ChannelTrouble"/>.</summary>
    public async Task Callback(string url, byte[] answer, CancellationToken ct)
    {
        if (!options.IsCallback(url))
        {
            throw new ChannelTrouble(Retry.Permanent, "The callback's address is not KakaoTalk's.");
        }

        var content = new ByteArrayContent(answer) { Headers = { ContentType = new("application/json") { CharSet = "utf-8" } } };
        Accepted(await client.Send(new(HttpMethod.Post, url) { Content = content }, ct));
    }

    /// <summary>
    /// Knocks: the event's block calls our skill for this person, and what waits for them is the answer. SUCCESS means accepted, not shown.
    /// </summary>
    /// <returns>Kakao's id of the task.</returns>
    public async Task<string> Knock(ChannelAccount account, string userId, string eventName, CancellationToken ct)
    {
        var bot = Uri.EscapeDataString(account.ExternalId);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(options.BaseAddress, $"v2/bots/{bot}/talk"))
        {
            Content = JsonContent.Create(
                new
                {
                    @event = new { name = eventName },
                    user = new[] { new { type = "botUserKey", id = userId } },
                    @params = new Dictionary<string, string> { [SkillTap.Resume] = "1" },
                },
                options: Json.Options),
        };
        request.Headers.Authorization = Key(account);
        return Accepted(await client.Send(request, ct));
    }

    /// <summary>What became of a task once it was taken.</summary>
    /// <returns>Why it reached nobody; null when it did, or when Kakao does not say.</returns>
    public async Task<string?> Failure(ChannelAccount account, string task, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, $"v1/tasks/{Uri.EscapeDataString(task)}"));
        request.Headers.Authorization = Key(account);
        var answer = await client.Send(request, ct);
        return !answer.Ok ? throw KakaoErrors.Of(answer)
            : answer.Text("status") is "FAIL" or "ERROR" || answer.Text("fail", "count") is not (null or "0") ? answer.Text("message") is { Length: > 0 } words ? words : "not delivered"
            : null;
    }

    /// <summary>Asks for a task that cannot be: only a wrong key is told apart by it.</summary>
    public async Task Verify(ChannelAccount account, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.BaseAddress, "v1/tasks/none"));
        request.Headers.Authorization = Key(account);
        var answer = await client.Send(request, ct);
        if (answer.Status is 401 or 403 or 429 or >= 500)
        {
            throw KakaoErrors.Of(answer);
        }
    }

    private static AuthenticationHeaderValue Key(ChannelAccount account) => new("KakaoAK", account.Secret("rest_api_key"));

    private static string Accepted(ProviderAnswer answer) => answer.Ok && answer.Text("status") is "SUCCESS"
        ? answer.Text("taskId") ?? ""
        : throw KakaoErrors.Of(answer);
}
