using System.Globalization;
using ChatCommerce.Commerce.Documents;

namespace ChatCommerce.Commerce.Demo;

/// <summary>Markdown that begins with <c>name: value</c> lines between two lines of three hyphens.</summary>
internal static class FrontMatter
{
    public static DocumentDraft Read(string file, DocumentKind kind, string language)
    {
        var lines = File.ReadAllLines(file);
        var end = Array.IndexOf(lines, "---", 1);
        if (lines.Length == 0 || lines[0] != "---" || end < 0)
        {
            throw new InvalidDataException($"{file} does not begin with front matter between two lines of ---.");
        }

        var values = lines[1..end].Select(l => l.Split(':', 2)).Where(p => p.Length == 2).ToDictionary(p => p[0].Trim(), p => p[1].Trim());
        var date = values.TryGetValue("date", out var text) ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : (DateOnly?)null;
        var slug = values.GetValueOrDefault("slug") ?? Path.GetFileNameWithoutExtension(file);
        return new(slug, kind, values.GetValueOrDefault("title") ?? slug, language, string.Join('\n', lines[(end + 1)..]), PublishedOn: date);
    }
}
