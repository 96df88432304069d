namespace ChatCommerce.Commerce.Documents;

/// <summary>A part of a document under one heading, in plain text.</summary>
internal sealed record Passage(string Heading, string Text);

/// <summary>Cuts Markdown into passages short enough to be an answer.</summary>
internal static class Passages
{
    private const int Longest = 900;

    public static List<Passage> Of(string title, string markdown)
    {
        List<Passage> passages = [];
        var (heading, lines) = (title, new List<string>());
        foreach (var line in markdown.Split('\n'))
        {
            if (HeadingOf(line) is { } next)
            {
                Close(passages, heading, lines);
                (heading, lines) = (next, []);
            }
            else
            {
                lines.Add(line);
            }
        }

        Close(passages, heading, lines);
        return passages;
    }

    private static string? HeadingOf(string line)
    {
        var marks = line.TakeWhile(c => c == '#').Count();
        return marks is > 0 and <= 6 && line.Length > marks && line[marks] == ' ' ? PlainText.Of(line[marks..].Trim(' ', '#')) : null;
    }

    private static void Close(List<Passage> passages, string heading, List<string> lines)
    {
        var text = PlainText.Of(string.Join('\n', lines));
        var part = "";
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Length > 0 && part.Length + paragraph.Length > Longest)
            {
                passages.Add(new(heading, part));
                part = "";
            }

            part += part.Length > 0 ? "\n\n" + paragraph : paragraph;
        }

        if (part.Length > 0)
        {
            passages.Add(new(heading, part));
        }
    }
}
