using System.Net;
using System.Security.Cryptography;
using ChatCommerce.Platform.Http;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Provider;

/// <summary>Fetches a file that a customer sent, through the guarded client, and checks by its bytes that it is of the kind it was said to be.</summary>
public sealed class MediaDownload(IHttpClientFactory clients)
{
    private const int MostRedirects = 3;
    private const string Unnamed = "application/octet-stream";

    /// <param name="request">Its credentials go to its own host only: a redirect is followed without them.</param>
    /// <param name="sent">What the webhook said of it: its kind, and where the provider tells them its type and hash.</param>
    /// <exception cref="ChannelTrouble">Permanent: gone, too large or of another kind. Temporary: may be fetched again.</exception>
    public async Task<FetchedMedia> Fetch(HttpRequestMessage request, MediaSent sent, CancellationToken ct)
    {
        try
        {
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                using var current = request;
                using var answer = await clients.CreateClient(GuardedHttp.Fetch).SendAsync(current, ct);
                if (Elsewhere(answer) is not { } place)
                {
                    return answer.IsSuccessStatusCode ? await Body(answer, sent, ct) : throw Refused((int)answer.StatusCode);
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

    // The bytes decide; only what begins like nothing known is believed to be what its header says.
    private static async Task<FetchedMedia> Body(HttpResponseMessage answer, MediaSent sent, CancellationToken ct)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
        if (sent.Sha256 is { } hash && !IsHashOf(bytes, hash))
        {
            throw new ChannelTrouble(Retry.Temporary, "The file did not arrive as it was sent.");
        }

        var announced = Announced(answer, sent);
        var type = LeadingBytes.TypeOf(bytes) is { } known ? Refined(known, announced) : IsMedia(announced) ? Unnamed : announced;
        return bytes.Length == 0 ? throw new ChannelTrouble(Retry.Permanent, "The file is empty.")
            : IsOf(sent.Type, type) && !IsActive(announced) ? new(type, bytes)
            : throw new ChannelTrouble(Retry.Permanent, $"The file was announced as {sent.Type} ({announced}) but is {type}.");
    }

    // Some servers name no type; then the webhook's stands.
    private static string Announced(HttpResponseMessage answer, MediaSent sent)
    {
        var named = answer.Content.Headers.ContentType?.MediaType;
        return (named is null or Unnamed ? sent.ContentType?.Split(';')[0].Trim() ?? Unnamed : named).ToLowerInvariant();
    }

    // Written as hex or as Base64.
    private static bool IsHashOf(byte[] bytes, string hash)
    {
        var actual = SHA256.HashData(bytes);
        return hash.Equals(Convert.ToHexString(actual), StringComparison.OrdinalIgnoreCase) || hash == Convert.ToBase64String(actual);
    }

    // Voice notes come as MP4 and Ogg holds films too; stickers move as WebM, or as packed vectors that stay a file.
    private static bool IsOf(string kind, string type) => kind switch
    {
        "image" => IsPicture(type),
        "sticker" => IsPicture(type) || type is "video/webm" or "application/gzip",
        "audio" => type.StartsWith("audio/", StringComparison.Ordinal) || type is "video/mp4" or "video/3gpp" or "video/webm",
        "video" => type.StartsWith("video/", StringComparison.Ordinal),
        _ => !IsActive(type),
    };

    // A picture's, sound's or film's bytes are known when they are one.
    private static bool IsMedia(string type) => type.Split('/')[0] is "image" or "audio" or "video";

    private static bool IsPicture(string type) => type.StartsWith("image/", StringComparison.Ordinal) && !IsActive(type);

    // Pages, scripts and programs are never what a customer sent.
    private static bool IsActive(string type) => type.Contains("html", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal)
        || type.Contains("svg", StringComparison.Ordinal) || type is "application/x-executable";

    // A container's bytes say less than a header that agrees with them: an office document is a zip, a voice note an MP4 without pictures.
    private static string Refined(string known, string announced) => (known, announced) switch
    {
        ("application/zip", _) when announced.StartsWith("application/vnd.", StringComparison.Ordinal) => announced,
        ("video/mp4", "audio/mp4" or "audio/m4a" or "audio/x-m4a" or "audio/aac") => "audio/mp4",
        ("video/webm", "audio/webm") or ("audio/ogg", "video/ogg") or ("video/3gpp", "audio/3gpp") or ("application/xml", _) => announced,
        _ => known,
    };

    private static ChannelTrouble Refused(int status) => (HttpStatusCode)status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new(Retry.Permanent, "The file is no longer there.") { Meaning = Meaning.Gone },
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(Retry.Permanent, $"The provider refused to give the file ({status})."),
        HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(Retry.Temporary, $"The provider could not give the file just now ({status})."),
        _ => new(Retry.Permanent, $"The provider answered the request for the file with {status}."),
    };
}
