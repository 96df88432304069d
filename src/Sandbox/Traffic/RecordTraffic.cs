using System.Text;

namespace ChatCommerce.Sandbox.Traffic;

/// <summary>Marks routes that play a provider's API, so that calls to them are recorded; as a feature of a request it says more exactly whose.</summary>
internal sealed record PlaysApiOf(string Provider)
{
    public string Account { get; init; } = "";

    /// <summary>Is not shown where it stands in the address.</summary>
    public string? Secret { get; init; }
}

internal sealed class RecordTraffic(RequestDelegate next, RawTraffic traffic, TimeProvider clock)
{
    public async Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<PlaysApiOf>() is not { } api)
        {
            await next(http);
            return;
        }

        http.Request.EnableBuffering();
        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        var started = clock.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
            var cut = http.RequestAborted.IsCancellationRequested;
            traffic.Keep(await Describe(http, http.Features.Get<PlaysApiOf>() ?? api, cut ? null : Shown(http.Response.ContentType, answer)) with
            {
                Took = clock.GetElapsedTime(started),
            });
        }

        if (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        answer.Position = 0;
        await answer.CopyToAsync(wire, http.RequestAborted);
    }

    private async Task<Exchange> Describe(HttpContext http, PlaysApiOf api, string? answer)
    {
        var body = "";
        if (!http.RequestAborted.IsCancellationRequested)
        {
            http.Request.Body.Position = 0;
            using var reader = new StreamReader(http.Request.Body, leaveOpen: true);
            body = await reader.ReadToEndAsync(http.RequestAborted);
        }

        return new Exchange
        {
            At = clock.GetUtcNow(),
            Provider = api.Provider,
            Account = api.Account,
            Direction = Direction.ToProvider,
            Method = http.Request.Method,
            Url = Masked(http.Request.Path + http.Request.QueryString, api.Secret),
            RequestHeaders = HeaderText.Of(http.Request.Headers),
            RequestBody = body,
            Status = answer is null ? null : http.Response.StatusCode,
            ResponseHeaders = HeaderText.Of(http.Response.Headers),
            ResponseBody = answer ?? "",
        };
    }

    private static string Masked(string url, string? secret) =>
        secret is { Length: > 4 } ? url.Replace(secret, "•••" + secret[^4..], StringComparison.Ordinal) : url;

    private static string Shown(string? type, MemoryStream answer) =>
        type is null || type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("json", StringComparison.Ordinal) || type.Contains("xml", StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(answer.ToArray())
            : $"({answer.Length} bytes of {type})";
}
