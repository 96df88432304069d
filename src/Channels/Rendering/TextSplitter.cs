namespace ChatCommerce.Channels.Rendering;

/// <summary>Splits a text that is too long into parts in order, at the best place there is: paragraph, line, sentence, word, grapheme.</summary>
public static class TextSplitter
{
    private static readonly string[] Breaks = ["\n\n", "\n", ". ", "。", "? ", "! ", " "];

    /// <summary>Parts that each fit; joined they read as the text did. An empty text has no part.</summary>
    public static IReadOnlyList<string> Split(string text, int limit, TextUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        List<string> parts = [];
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            var end = TextLimit.Fit(rest, limit, unit);
            if (end < rest.Length)
            {
                end = BreakBefore(rest, end);
            }

            var part = rest[..end].Trim();
            if (part.Length > 0)
            {
                parts.Add(part);
            }

            rest = rest[end..].TrimStart();
        }

        return parts;
    }

    // A break in the first third would leave a stub, so a later break of a lesser kind is better. An address stays whole where it can.
    private static int BreakBefore(string text, int end)
    {
        if (AddressAt(text, end) is { } start and > 0)
        {
            return start;
        }

        if (char.IsWhiteSpace(text[end]))
        {
            return end;
        }

        foreach (var mark in Breaks)
        {
            var at = text.LastIndexOf(mark, end - 1, end, StringComparison.Ordinal);
            if (at > end / 3)
            {
                return at + mark.Length;
            }
        }

        return end;
    }

    private static int? AddressAt(string text, int end)
    {
        var start = text.LastIndexOf("http", end - 1, end, StringComparison.Ordinal);
        return start >= 0 && !text.AsSpan(start, end - start + 1).ContainsAny(' ', '\n') ? start : null;
    }
}
