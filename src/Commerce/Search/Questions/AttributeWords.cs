using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Questions;

/// <summary>Finds the shop's own option values in a question: a colour by any of its names, a size, or a value as it is written.</summary>
internal static class AttributeWords
{
    private const int LongestValue = 3;
    private static readonly HashSet<string> SizeNames = new(StringComparer.OrdinalIgnoreCase) { "size", "사이즈", "치수", "크기" };
    private static readonly HashSet<string> SizeWords = new(StringComparer.Ordinal) { "size", "sized", "sizes", "사이즈", "사이즈로", "사이즈의", "mm", "호" };
    private static readonly HashSet<string> ColourNouns = new(StringComparer.Ordinal) { "color", "colour", "colored", "coloured", "색", "색상", "컬러", "색깔" };

    /// <summary>Adds what is found to <paramref name="found"/> and returns the text without it.</summary>
    public static string Take(
        string text, IReadOnlyDictionary<string, IReadOnlyCollection<string>> known, Dictionary<string, IReadOnlyList<string>> found)
    {
        List<string> words = [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];
        for (var i = 0; i < words.Count;)
        {
            var (name, values, length) = known.Select(k => Match(words, i, k.Key, k.Value)).FirstOrDefault(m => m.Length > 0);
            if (length == 0)
            {
                i++;
                continue;
            }

            found[name] = found.TryGetValue(name, out var before) ? [.. before.Union(values)] : values;
            words.RemoveRange(i, length);
            RemoveNoun(words, i, name);
        }

        return string.Join(' ', words);
    }

    private static (string Name, IReadOnlyList<string> Values, int Length) Match(List<string> words, int i, string name, IReadOnlyCollection<string> values)
    {
        var word = Bare(words[i]);
        if (ColourWords.IsColour(name))
        {
            return ColourWords.Meant(word, values) is { Count: > 0 } meant ? (name, meant, 1) : Written(words, i, name, values);
        }

        return SizeNames.Contains(name) ? Size(words, i, name, values) : Written(words, i, name, values);
    }

    /// <summary>A bare number or a letter is a size only next to the word, or when it is long enough to be nothing else.</summary>
    private static (string Name, IReadOnlyList<string> Values, int Length) Size(List<string> words, int i, string name, IReadOnlyCollection<string> values)
    {
        var word = Bare(words[i]);
        if (SizeWords.Contains(word))
        {
            return i + 1 < words.Count && Value(Bare(words[i + 1]), values) is { } after ? (name, [after], 2) : default;
        }

        foreach (var unit in SizeWords.Where(u => word.Length > u.Length && word.EndsWith(u, StringComparison.Ordinal)))
        {
            if (Value(word[..^unit.Length], values) is { } glued)
            {
                return (name, [glued], 1);
            }
        }

        if (Value(word, values) is not { } value)
        {
            return default;
        }

        var named = i + 1 < words.Count && SizeWords.Contains(Bare(words[i + 1]));
        return named ? (name, [value], 2) : word.Length > 1 ? (name, [value], 1) : default;
    }

    private static (string Name, IReadOnlyList<string> Values, int Length) Written(List<string> words, int i, string name, IReadOnlyCollection<string> values)
    {
        for (var length = Math.Min(LongestValue, words.Count - i); length > 0; length--)
        {
            var phrase = string.Join(' ', words.Skip(i).Take(length).Select(Bare));
            if (phrase.Length > 2 - (Jamo.IsSyllable(phrase.FirstOrDefault()) ? 1 : 0) && Value(phrase, values) is { } value)
            {
                return (name, [value], length);
            }
        }

        return default;
    }

    private static string? Value(string phrase, IEnumerable<string> values) =>
        values.FirstOrDefault(v => string.Equals(TextFold.Fold(v), phrase, StringComparison.Ordinal));

    /// <summary>"blue color", "파란 색상": the noun says nothing more.</summary>
    private static void RemoveNoun(List<string> words, int i, string name)
    {
        if (ColourWords.IsColour(name) && i < words.Count && ColourNouns.Contains(Bare(words[i])))
        {
            words.RemoveAt(i);
        }
    }

    private static string Bare(string word) => word.Trim('.', ',', '?', '!', ';', ':', '"', '\'', '(', ')');
}
