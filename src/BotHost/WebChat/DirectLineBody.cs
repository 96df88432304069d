using System.Net.Http.Headers;
using System.Text.Json;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Channels.WebChat;

namespace ChatCommerce.BotHost.WebChat;

/// <summary>Reads a JSON body of bounded size, or says what is wrong with it in the protocol's words.</summary>
internal static class DirectLineBody
{
    /// <summary>Longest activity: 64 KB of text may be four times that when every character is escaped.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>An empty body reads as <paramref name="otherwise"/>, or is malformed when there is none.</summary>
    public static async Task<Body<T>> Read<T>(HttpRequest request, T? otherwise, CancellationToken ct)
        where T : class
    {
        var bytes = await RequestBytes.Read(request, MostBytes, ct);
        if (bytes is null)
        {
            return new(null, [], DirectLineError.TooLarge($"The body is too large: at most {MostBytes / 1024} KB."));
        }

        if (bytes.Length == 0 && otherwise is not null)
        {
            return new(otherwise, bytes, null);
        }

        return IsJson(request.ContentType) ? Parse<T>(bytes) : new(null, bytes, DirectLineError.WrongType("Expected Content-Type application/json."));
    }

    private static Body<T> Parse<T>(byte[] bytes)
        where T : class
    {
        try
        {
            return new(ActivityJson.Read<T>(bytes), bytes, null);
        }
        catch (JsonException e)
        {
            return new(null, bytes, DirectLineError.Malformed($"The body is not the JSON expected, at {e.Path ?? "$"} in line {(e.LineNumber ?? 0) + 1}."));
        }
    }

    private static bool IsJson(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType is { } media && (media.Equals("application/json", StringComparison.OrdinalIgnoreCase) || media.EndsWith("+json", StringComparison.OrdinalIgnoreCase));
}

/// <param name="Raw">The bytes as received.</param>
/// <param name="Refusal">Set when there is no value.</param>
internal sealed record Body<T>(T? Value, byte[] Raw, IResult? Refusal)
    where T : class;
