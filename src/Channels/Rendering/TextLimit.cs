using System.Globalization;
using System.Text;

namespace ChatCommerce.Channels.Rendering;

/// <summary>How long a text is to a channel, and where it may be cut: never inside a grapheme, so no letter, flag or family falls apart.</summary>
public static class TextLimit
{
    private const string Ellipsis = "…";

    /// <summary>Length in the channel's unit: UTF-16 characters or UTF-8 bytes.</summary>
    public static int Measure(ReadOnlySpan<char> text, TextUnit unit) => unit switch
    {
        TextUnit.Characters => text.Length,
        TextUnit.Utf8Bytes => Encoding.UTF8.GetByteCount(text),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    public static int Graphemes(string text)
    {
        var (count, at) = (0, 0);
        while (at < text.Length)
        {
            at += StringInfo.GetNextTextElementLength(text, at);
            count++;
        }

        return count;
    }

    /// <summary>
    /// At most <paramref name="length"/> UTF-16 units, of which an emoji has several: whoever counts graphemes instead is content with it too.
    /// A longer label ends in an ellipsis.
    /// </summary>
    public static string Label(string text, int length)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= length ? line : line[..Fit(line, length - 1, TextUnit.Characters)].TrimEnd() + Ellipsis;
    }

    /// <summary>Where the longest beginning of whole graphemes that fits ends; one grapheme longer than the limit is cut at a code point.</summary>
    public static int Fit(ReadOnlySpan<char> text, int limit, TextUnit unit)
    {
        var (at, size) = (0, 0);
        while (at < text.Length)
        {
            var length = StringInfo.GetNextTextElementLength(text[at..]);
            size += Measure(text.Slice(at, length), unit);
            if (size > limit)
            {
                break;
            }

            at += length;
        }

        return at > 0 ? at : FitRunes(text, limit, unit);
    }

    private static int FitRunes(ReadOnlySpan<char> text, int limit, TextUnit unit)
    {
        var (at, size) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            size += unit is TextUnit.Characters ? rune.Utf16SequenceLength : rune.Utf8SequenceLength;
            if (size > limit && at > 0)
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return Math.Min(at, text.Length);
    }
}
