using System.Text;
using ChatCommerce.Sandbox.Traffic;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Webhooks;

/// <summary>One signed POST to a receiver, and when to try again.</summary>
internal sealed class WebhookPost(SandboxOptions options, WebhookClient client, RawTraffic traffic, TimeProvider clock)
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(3),
    ];

    /// <summary>Null when <paramref name="tried"/> attempts are all that are made.</summary>
    public TimeSpan? NextTry(int tried) => tried <= Waits.Length ? Waits[tried - 1] * options.RetryScale : null;

    public async Task<Attempt> Try(Delivery delivery, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url);
        request.Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json");
        request.Headers.UserAgent.ParseAdd("Stripe/1.0");
        if (WebhookSignature.Header(delivery, clock.GetUtcNow()) is { } signature)
        {
            request.Headers.Add("Stripe-Signature", signature);
        }

        var started = clock.GetTimestamp();
        var at = clock.GetUtcNow();
        var outcome = await client.Send(request, options.WebhookTimeout, ct);
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
            Status = outcome.Status,
            ResponseBody = outcome.Error ?? outcome.Answer,
            Took = took,
        });
        return new Attempt(at, outcome.Status, outcome.Error, took.TotalMilliseconds);
    }
}
