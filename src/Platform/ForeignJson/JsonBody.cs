using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace ChatCommerce.Platform.ForeignJson;

/// <summary>Opens JSON that somebody else wrote so that no later reading of it can throw and all of it can be stored.</summary>
public static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, CommentHandling = JsonCommentHandling.Disallow };

    /// <exception cref="JsonException">The bytes are no JSON in UTF-8, or nested deeper than 64.</exception>
    public static JsonDocument Open(ReadOnlyMemory<byte> body) => Utf8.IsValid(body.Span)
        ? JsonDocument.Parse(Repaired(body), Options)
        : throw new JsonException("The text is not valid UTF-8.");

    /// <summary>
    /// Without byte order mark. Half of a surrogate pair, written as an escape, makes the reader throw long after parsing, and NUL is what no
    /// text column holds: both become U+FFFD, which as an escape has the same length. Names are repaired like values.
    /// </summary>
    public static ReadOnlyMemory<byte> Repaired(ReadOnlyMemory<byte> body)
    {
        body = body.Span.StartsWith("\uFEFF"u8) ? body[3..] : body;
        var json = body.Span;
        byte[]? repaired = null;
        for (var at = json.IndexOf((byte)'\\'); at >= 0; at = Next(json, at))
        {
            var unit = Escape(json, at);
            if (unit is null || (unit != 0 && !char.IsSurrogate((char)unit)))
            {
                at++;
            }
            else if (char.IsHighSurrogate((char)unit) && Escape(json, at + 6) is { } low && char.IsLowSurrogate((char)low))
            {
                at += 11;
            }
            else
            {
                repaired ??= body.ToArray();
                "fffd"u8.CopyTo(repaired.AsSpan(at + 2));
                at += 5;
            }
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
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
            && int.TryParse(json.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? unit : null;
}
