namespace ChatCommerce.Sandbox.Webhooks;

/// <summary>Calls shops as providers do: no redirects, no cookies, and only so much patience.</summary>
internal sealed class WebhookClient(TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async Task<WebhookOutcome> Send(HttpRequestMessage request, TimeSpan patience, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            using var response = await http.SendAsync(request, either.Token);
            return new WebhookOutcome((int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token), null);
        }
        catch (HttpRequestException trouble)
        {
            return new WebhookOutcome(null, "", trouble.Message);
        }
        catch (IOException trouble)
        {
            return new WebhookOutcome(null, "", trouble.Message);
        }
        catch (OperationCanceledException)
        {
            return new WebhookOutcome(null, "", ct.IsCancellationRequested ? "the sandbox is stopping" : "no answer in time");
        }
    }

    public void Dispose() => http.Dispose();
}

/// <summary>How the call ended; <c>Status</c> is null when no answer came, and <c>Error</c> says why.</summary>
internal sealed record WebhookOutcome(int? Status, string Answer, string? Error);
