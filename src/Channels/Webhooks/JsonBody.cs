using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ChatCommerce.Channels.Webhooks;

/// <summary>Opens a webhook's JSON so that no later reading of it can throw.</summary>
public static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <exception cref="UnreadableWebhook">The bytes are no JSON in UTF-8.</exception>
    public static JsonDocument Open(byte[] body)
    {
        var from = body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
        if (!Utf8.IsValid(body.AsSpan(from)))
        {
            throw new UnreadableWebhook("The body is not valid UTF-8.");
        }

        try
        {
            return JsonDocument.Parse(WithoutLoneSurrogates(body.AsMemory(from)), Options);
        }
        catch (JsonException problem)
        {
            throw new UnreadableWebhook($"The body is not JSON (line {problem.LineNumber}, byte {problem.BytePositionInLine}).", problem);
        }
    }

    // Half of a surrogate pair, written as an escape, makes the reader throw long after parsing: it becomes U+FFFD, which has the same length.
    private static ReadOnlyMemory<byte> WithoutLoneSurrogates(ReadOnlyMemory<byte> body)
    {
        var json = body.Span;
        byte[]? repaired = null;
        for (var at = json.IndexOf((byte)'\\'); at >= 0; at = Next(json, at))
        {
            if (Escape(json, at) is not { } unit || !char.IsSurrogate((char)unit))
            {
                at++;
                continue;
            }

            if (char.IsHighSurrogate((char)unit) && Escape(json, at + 6) is { } low && char.IsLowSurrogate((char)low))
            {
                at += 11;
                continue;
            }

            repaired ??= body.ToArray();
            "fffd"u8.CopyTo(repaired.AsSpan(at + 2));
            at += 5;
        }

        return repaired ?? body;
    }

    // The position of the next backslash after the last byte that was dealt with.
    private static int Next(ReadOnlySpan<byte> json, int at)
    {
        var found = at + 1 < json.Length ? json[(at + 1)..].IndexOf((byte)'\\') : -1;
        return found < 0 ? -1 : at + 1 + found;
    }

    private static int? Escape(ReadOnlySpan<byte> json, int at) =>
        at >= 0 && at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && int.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : null;
}
