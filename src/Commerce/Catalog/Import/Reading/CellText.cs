using System.Buffers;
using System.Text;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>
/// Cells that a spreadsheet would take for a formula (OWASP, "CSV Injection") get an apostrophe in front, and lose it again when they
/// come back. A cell that begins with apostrophes before such a character gets one more, so that every text returns as it was.
/// </summary>
internal static class CellText
{
    // The wide forms are formulas too where spreadsheets are set to Chinese, Japanese or Korean.
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    public static string Guard(string text) => IsRisky(text) ? "'" + text : text;

    public static string Unguard(string cell) => cell.Length > 1 && cell[0] == '\'' && IsRisky(cell[1..]) ? cell[1..] : cell;

    private static bool IsRisky(string text)
    {
        var bare = text.AsSpan().TrimStart('\'');
        return bare.Length > 0 && Formula.Contains(bare[0]);
    }
}

/// <summary>Several values in one cell, divided by semicolons: <c>size=39; color=blue</c>. A backslash takes the sign after it as it is.</summary>
internal static class CellList
{
    public static string Write(IEnumerable<string> values) => string.Join("; ", values.Select(v => Escape(v, equals: false)));

    public static string Write(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join("; ", pairs.Select(p => $"{Escape(p.Key, equals: true)}={Escape(p.Value, equals: false)}"));

    public static List<string> Read(string cell) => cell.Trim().Length == 0 ? [] : Cut(cell, ';').ConvertAll(v => Plain(v.Trim()));

    /// <summary>The pairs in order; null when a part has no <c>=</c> or a name stands twice.</summary>
    public static List<KeyValuePair<string, string>>? ReadPairs(string cell)
    {
        List<KeyValuePair<string, string>> pairs = [];
        foreach (var part in Cut(cell, ';').Select(p => p.Trim()).Where(p => p.Length > 0))
        {
            var sides = Cut(part, '=', most: 2);
            var name = Plain(sides[0].Trim());
            if (sides.Count < 2 || name.Length == 0 || pairs.Exists(p => p.Key == name))
            {
                return null;
            }

            pairs.Add(new(name, Plain(sides[1].Trim())));
        }

        return pairs;
    }

    private static string Escape(string text, bool equals)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);
        return equals ? escaped.Replace("=", "\\=", StringComparison.Ordinal) : escaped;
    }

    // Escaped signs stay escaped, so that parts can be cut again.
    private static List<string> Cut(string text, char at, int most = int.MaxValue)
    {
        List<string> parts = [];
        var start = 0;
        for (var i = 0; i < text.Length && parts.Count + 1 < most; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == at)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Plain(string escaped)
    {
        var plain = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            plain.Append(escaped[i] == '\\' && i + 1 < escaped.Length ? escaped[++i] : escaped[i]);
        }

        return plain.ToString();
    }
}
