using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Commerce.Documents;

/// <summary>Markdown as it reads in a chat: marks taken off, list items on lines of their own, table rows as "name: value, value".</summary>
internal static partial class PlainText
{
    public static string Of(string markdown)
    {
        var plain = new StringBuilder();
        var lines = markdown.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (!IsRow(line))
            {
                plain.Append(Inline(line)).Append('\n');
                continue;
            }

            // The rule under a table's head, and the head itself, say nothing in a chat.
            if (!TableRule().IsMatch(line) && !(i + 1 < lines.Length && TableRule().IsMatch(lines[i + 1].Trim())))
            {
                plain.Append(Row(line)).Append('\n');
            }
        }

        return BlankLines().Replace(plain.ToString(), "\n\n").Trim();
    }

    private static bool IsRow(string line) => line.Length > 2 && line[0] == '|' && line[^1] == '|';

    private static string Row(string line)
    {
        var cells = line.Trim('|').Split('|').Select(c => Inline(c.Trim())).Where(c => c.Length > 0).ToList();
        return cells.Count < 2 ? string.Concat(cells) : $"{cells[0]}: {string.Join(", ", cells.Skip(1))}";
    }

    private static string Inline(string line)
    {
        var text = Bullet().Replace(line, "• ");
        text = Link().Replace(text, LinkText);
        return Strong().Replace(text, "${text}").Replace("`", "", StringComparison.Ordinal);
    }

    private static string LinkText(Match link)
    {
        var (text, to) = (link.Groups["text"].Value, link.Groups["to"].Value);
        return text == to ? text : $"{text} ({to})";
    }

    [GeneratedRegex(@"^\|[\s:|-]+\|$", RegexOptions.CultureInvariant, 200)]
    private static partial Regex TableRule();

    [GeneratedRegex(@"^[-*]\s+|^>\s?", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Bullet();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\((?<to>[^)\s]*)\)", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<mark>\*\*|__)(?<text>.+?)\k<mark>", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Strong();

    [GeneratedRegex(@"\n{3,}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex BlankLines();
}
