using System.Text;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>One signed POST to a receiver, and when to try again.</summary>
internal sealed class WebhookPost(SandboxOptions options, RawTraffic traffic, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
    ];

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Null when <paramref name="tried"/> attempts are all that are made.</summary>
    public TimeSpan? NextTry(int tried) => tried <= Waits.Length ? Waits[tried - 1] * options.RetryScale : null;

    public async Task<Attempt> Try(Delivery delivery, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url);
        request.Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json");
        request.Headers.UserAgent.ParseAdd("Stripe/1.0");
        if (WebhookSignature.Header(delivery, clock.GetUtcNow()) is { } signature) request.Headers.Add("Stripe-Signature", signature);

        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        var (status, answer, error) = await Send(request, ct);
        var took = clock.GetElapsedTime(started);
        traffic.Keep(new Exchange
        {
            At = at,
            Provider = StripeModule.Provider,
            Direction = Direction.FromProvider,
            Method = "POST",
            Url = delivery.Url,
            RequestHeaders = HeaderText.Of(request.Headers),
            RequestBody = delivery.Body,
            Status = status,
            ResponseBody = answer ?? error ?? "",
            Took = took,
        });
        return new Attempt(at, status, error, took.TotalMilliseconds);
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int? Status, string? Answer, string? Error)> Send(HttpRequestMessage request, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(options.WebhookTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token), null);
        }
        catch (HttpRequestException trouble)
        {
            return (null, null, trouble.Message);
        }
        catch (IOException trouble)
        {
            return (null, null, trouble.Message);
        }
        catch (OperationCanceledException)
        {
            return (null, null, ct.IsCancellationRequested ? "the sandbox is stopping" : "no answer in time");
        }
    }
}
