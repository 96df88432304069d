using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;

namespace ChatCommerce.Channels.Provider;

/// <summary>
/// Calls a provider's API through the guarded client and says of every failure of the line itself who may try again. What an answer's
/// status and codes mean is the channel's own switch.
/// </summary>
public sealed class ProviderClient(IHttpClientFactory clients, TimeProvider clock)
{
    /// <summary>Name of the guarded client of all providers.</summary>
    public const string Name = "channel-provider";

    public async Task<ProviderAnswer> Send(HttpRequestMessage request, CancellationToken ct)
    {
        using (request)
        {
            try
            {
                using var answer = await clients.CreateClient(Name).SendAsync(request, ct);
                return new((int)answer.StatusCode, await Body(answer, ct), After(answer.Headers.RetryAfter));
            }
            catch (HttpRequestException trouble) when (NotSent(trouble))
            {
                throw new ChannelTrouble(Retry.Temporary, $"The provider could not be reached ({trouble.HttpRequestError}).");
            }
            catch (HttpRequestException trouble)
            {
                throw new ChannelTrouble(Retry.Ambiguous, $"The line to the provider broke while it worked ({trouble.HttpRequestError}).");
            }
            catch (TaskCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new ChannelTrouble(Retry.Ambiguous, "The provider did not answer in time.");
            }
        }
    }

    // Nothing of the request has left us, so nobody can have taken it.
    private static bool NotSent(HttpRequestException trouble) => trouble.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static async Task<JsonElement> Body(HttpResponseMessage answer, CancellationToken ct)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        try
        {
            using var body = JsonBody.Open(bytes);
            return body.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private TimeSpan? After(RetryConditionHeaderValue? header) => header switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - clock.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };
}

/// <param name="Body">The answer's JSON; undefined when it is none.</param>
/// <param name="After">The provider asks not to be called again sooner.</param>
public sealed record ProviderAnswer(int Status, JsonElement Body, TimeSpan? After)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The text at a path of property names or indexes; null where there is none.</summary>
    public string? Text(params ReadOnlySpan<string> path)
    {
        var at = Body;
        foreach (var step in path)
        {
            var found = at.ValueKind switch
            {
                JsonValueKind.Object => at.TryGetProperty(step, out at),
                JsonValueKind.Array => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n < at.GetArrayLength() && Take(ref at, n),
                _ => false,
            };
            if (!found)
            {
                return null;
            }
        }

        return at.ValueKind switch
        {
            JsonValueKind.String => at.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => at.GetRawText(),
            _ => null,
        };
    }

    /// <summary>What to do when the status alone speaks: 429 and maintenance come back, other 5xx are ambiguous, the rest is for ever.</summary>
    public Retry RetryByStatus => Status switch
    {
        (int)HttpStatusCode.TooManyRequests or (int)HttpStatusCode.ServiceUnavailable => Retry.Temporary,
        >= 500 => Retry.Ambiguous,
        _ => Retry.Permanent,
    };

    private static bool Take(ref JsonElement at, int n)
    {
        at = at[n];
        return true;
    }
}
