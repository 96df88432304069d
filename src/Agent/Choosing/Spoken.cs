using System.Text;

namespace ChatCommerce.Agent.Choosing;

/// <summary>Words as people write them, made comparable: one spelling for plurals, particles left on.</summary>
internal static class Spoken
{
    /// <summary>Compatibility-composed, lower case, curly apostrophes straight.</summary>
    public static string Fold(string text) => text.Normalize(NormalizationForm.FormKC).Replace('’', '\'').Replace('‘', '\'').ToLowerInvariant();

    public static List<string> Words(string text)
    {
        List<string> words = [];
        var word = new StringBuilder();
        foreach (var letter in Fold(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                word.Append(letter);
            }
            else if (letter != '\'' && word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }

        return word.Length > 0 ? [.. words, word.ToString()] : words;
    }

    public static bool IsHangul(string word) => word.Length > 0 && word[0] is >= '가' and <= '힣';

    /// <summary>knives and knife, boxes and box, mugs and mug become the same; short words and other scripts stay.</summary>
    public static string Stem(string word)
    {
        if (word.Length <= 3 || !char.IsAsciiLetterLower(word[0]))
        {
            return word;
        }

        var single = word switch
        {
            _ when word.EndsWith("ies", StringComparison.Ordinal) => word[..^3] + "y",
            _ when word.EndsWith("ves", StringComparison.Ordinal) => word[..^3] + "f",
            _ when word.EndsWith("ches", StringComparison.Ordinal) || word.EndsWith("shes", StringComparison.Ordinal) || word.EndsWith("xes", StringComparison.Ordinal) => word[..^2],
            _ when word[^1] == 's' && word[^2] is not ('s' or 'u') => word[..^1],
            _ => word,
        };
        return single.Length > 3 && single[^1] == 'e' ? single[..^1] : single;
    }

    /// <summary>Whether a word the customer wrote is in a title: the same word, or for Korean the same beginning or a part of it.</summary>
    public static bool InTitle(string word, IReadOnlyList<string> title)
    {
        if (IsHangul(word))
        {
            return Korean.Forms(word).Any(form => title.Any(t => t.Contains(form, StringComparison.Ordinal)));
        }

        var stem = Stem(word);
        return title.Any(t => Stem(t) == stem);
    }
}
