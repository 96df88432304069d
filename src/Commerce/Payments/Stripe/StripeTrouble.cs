using System.Net;
using System.Text.Json;

namespace ChatCommerce.Commerce.Payments.Stripe;

/// <summary>Who may send a request again that did not succeed.</summary>
public enum MayRetry
{
    /// <summary>Nobody: the same request fails again.</summary>
    Never,

    /// <summary>We may, later: the provider did not act.</summary>
    Later,

    /// <summary>The provider may have acted: only the same request with the same idempotency key.</summary>
    SameKeyOnly,
}

/// <summary>Stripe could not or would not do it.</summary>
public sealed class StripeTrouble(MayRetry retry, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public MayRetry Retry { get; } = retry;

    /// <summary>Stripe's error code or type; <c>timeout</c>, <c>unreachable</c> or <c>unreadable</c> where there is none.</summary>
    public string Code { get; } = code;

    public HttpStatusCode? Status { get; init; }

    /// <summary>Not before this long, when Stripe said so.</summary>
    public TimeSpan? After { get; init; }

    /// <summary>The answer was kept from an earlier request with this key and will be the same for a day (docs.stripe.com/api/idempotent_requests).</summary>
    public bool Replayed { get; init; }

    internal static StripeTrouble Of(HttpResponseMessage response, string body)
    {
        var (type, code, message) = Read(body);
        return new(Who(response.StatusCode, type), code ?? type ?? "http-" + (int)response.StatusCode, message ?? $"Stripe answered {(int)response.StatusCode}.")
        {
            Status = response.StatusCode,
            After = response.Headers.RetryAfter?.Delta,
            Replayed = response.Headers.TryGetValues("Idempotent-Replayed", out var values) && values.Contains("true"),
        };
    }

    internal static StripeTrouble Of(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError =>
            new(MayRetry.Later, "unreachable", "Stripe cannot be reached.", e),
        _ => new(MayRetry.SameKeyOnly, "cut", "The connection to Stripe broke.", e),
    };

    internal static StripeTrouble Timeout(Exception e) => new(MayRetry.SameKeyOnly, "timeout", "Stripe did not answer in time.", e);

    internal static StripeTrouble Unreadable(Exception e) => new(MayRetry.SameKeyOnly, "unreadable", "Stripe's answer cannot be read.", e);

    // docs.stripe.com/api/errors: a 409 means that a request with this key is still running; 424 and 5xx may come after the act.
    private static MayRetry Who(HttpStatusCode status, string? type) => status switch
    {
        HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests => MayRetry.Later,
        HttpStatusCode.RequestTimeout or HttpStatusCode.FailedDependency or >= HttpStatusCode.InternalServerError => MayRetry.SameKeyOnly,
        _ when type is "api_error" => MayRetry.SameKeyOnly,
        _ => MayRetry.Never,
    };

    private static (string? Type, string? Code, string? Message) Read(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Find("error") is { } error ? (error.Text("type"), error.Text("code"), error.Text("message")) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
