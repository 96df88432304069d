using Microsoft.Net.Http.Headers;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>
/// Gives out a customer's file so that nothing in it can act in our name: pictures are shown, all else is downloaded, no script runs and
/// no type is guessed.
/// </summary>
internal static class FileAnswer
{
    /// <summary>Pictures that may be shown in a page: they hold no script, whatever their bytes are.</summary>
    public static bool IsShown(string? contentType) => contentType is "image/jpeg" or "image/png" or "image/gif" or "image/webp";

    /// <param name="elsewhere">A page of another site may show it, as our web chat in a shop's own pages does.</param>
    public static IResult Of(HttpContext http, KeptFile file, bool elsewhere = false)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        headers["Cross-Origin-Resource-Policy"] = elsewhere ? "cross-origin" : "same-origin";
        // Asked for anew each time, since the customer may take it back; the tag spares the bytes.
        headers.CacheControl = "private, no-cache";
        var shown = IsShown(file.ContentType);
        return Results.Bytes(
            file.Bytes, shown || IsHarmless(file.ContentType) ? file.ContentType : "application/octet-stream", shown ? null : NameOf(file), enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(file.Sha256)}\""));
    }

    private static string NameOf(KeptFile file) => file.Name is { Length: > 0 } name ? name : file.Kind;

    private static bool IsHarmless(string type) => type is "application/pdf"
        || type.StartsWith("audio/", StringComparison.Ordinal) || type.StartsWith("video/", StringComparison.Ordinal);
}
