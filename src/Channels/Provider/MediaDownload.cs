using System.Net;
using ChatCommerce.Platform.Http;

namespace ChatCommerce.Channels.Provider;

/// <summary>Fetches a file that a customer sent, through the guarded client, and checks that it is of the kind it was said to be.</summary>
public sealed class MediaDownload(IHttpClientFactory clients)
{
    private const int MostRedirects = 3;

    /// <param name="request">Its credentials go to its own host only: a redirect is followed without them.</param>
    /// <param name="kind">image, audio, video, file or sticker.</param>
    /// <exception cref="ChannelTrouble">Permanent: gone, too large or of another kind. Temporary: may be fetched again.</exception>
    public async Task<FetchedMedia> Fetch(HttpRequestMessage request, string kind, CancellationToken ct)
    {
        try
        {
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                using var current = request;
                using var answer = await clients.CreateClient(GuardedHttp.Fetch).SendAsync(current, ct);
                if (Elsewhere(answer) is not { } place)
                {
                    return answer.IsSuccessStatusCode ? await Body(answer, kind, ct) : throw Refused((int)answer.StatusCode);
                }

                request = new HttpRequestMessage(HttpMethod.Get, new Uri(current.RequestUri!, place));
            }

            throw new ChannelTrouble(Retry.Permanent, "The file is moved from place to place.");
        }
        catch (HttpRequestException trouble) when (trouble.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ChannelTrouble(Retry.Permanent, "The file is too large to keep.");
        }
        catch (HttpRequestException trouble)
        {
            throw new ChannelTrouble(Retry.Temporary, $"The file could not be fetched ({trouble.HttpRequestError}).");
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ChannelTrouble(Retry.Temporary, "The file did not come in time.");
        }
    }

    private static Uri? Elsewhere(HttpResponseMessage answer) =>
        answer.StatusCode is >= HttpStatusCode.MovedPermanently and <= HttpStatusCode.PermanentRedirect ? answer.Headers.Location : null;

    private static async Task<FetchedMedia> Body(HttpResponseMessage answer, string kind, CancellationToken ct)
    {
        var type = answer.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "application/octet-stream";
        return IsOf(kind, type) ? new(type, await answer.Content.ReadAsByteArrayAsync(ct))
            : throw new ChannelTrouble(Retry.Permanent, $"The file was announced as {kind} but came as {type}.");
    }

    // Voice notes come as video/mp4 from some providers, and some name no type. Pages and scripts are never what a customer sent.
    private static bool IsOf(string kind, string type) => type is "application/octet-stream" || kind switch
    {
        "image" or "sticker" => type.StartsWith("image/", StringComparison.Ordinal) && !type.Contains("svg", StringComparison.Ordinal),
        "audio" => type.StartsWith("audio/", StringComparison.Ordinal) || type is "video/mp4" or "application/ogg",
        "video" => type.StartsWith("video/", StringComparison.Ordinal),
        _ => !type.Contains("html", StringComparison.Ordinal) && !type.Contains("javascript", StringComparison.Ordinal) && !type.Contains("svg", StringComparison.Ordinal),
    };

    private static ChannelTrouble Refused(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new(Retry.Permanent, "The file is no longer there."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(Retry.Permanent, $"The provider refused to give the file ({status})."),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(Retry.Temporary, $"The provider could not give the file just now ({status})."),
        _ => new(Retry.Permanent, $"The provider answered the request for the file with {status}."),
    };
}
