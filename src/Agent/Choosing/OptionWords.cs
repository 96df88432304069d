using System.Text.RegularExpressions;
using ChatCommerce.Agent.Brain;
using ChatCommerce.Commerce.Catalog;

namespace ChatCommerce.Agent.Choosing;

/// <summary>Reads option values out of what somebody wrote about a product.</summary>
internal static partial class OptionWords
{
    /// <summary>
    /// The value meant for each option; an option for which two were named is left open. "Waist 32" is said of the waist alone, though a
    /// length may be 32 as well.
    /// </summary>
    public static Dictionary<string, string> Read(ProductDetail product, IReadOnlyList<VariantDetail> variants, string text)
    {
        var rest = WithoutTitle(Affirmed(Spoken.Fold(text)), product.Title);
        var options = product.Options.ToDictionary(o => o, o => variants.Select(v => v.Options.GetValueOrDefault(o)).OfType<string>().Distinct().ToList());
        Dictionary<string, List<string>> read = [];
        foreach (var (option, values) in options)
        {
            read[option] = Labelled(option, values, ref rest);
        }

        foreach (var (option, values) in options.OrderBy(o => read[o.Key].Count))
        {
            read[option] = [.. read[option].Union(Named(values, ref rest))];
        }

        return read.Where(r => r.Value.Count == 1).ToDictionary(r => r.Key, r => r.Value[0]);
    }

    /// <summary>The only one of the values that the text names.</summary>
    public static string? One(IEnumerable<string> values, string text) => One(values, text, out _);

    /// <param name="rest">The text without it.</param>
    public static string? One(IEnumerable<string> values, string text, out string rest)
    {
        rest = Affirmed(Spoken.Fold(text));
        return Named(values, ref rest) is [var one] ? one : null;
    }

    /// <summary>Without what the customer does not want: "검정 말고 회색", "not black, gray".</summary>
    public static string Affirmed(string text) => Denied.Replace(text, " ");

    private static List<string> Labelled(string option, List<string> values, ref string rest) =>
        Taken(values.Select(v => (Word: $"{Spoken.Fold(option)} {Spoken.Fold(v)}", Value: v)), ref rest);

    private static List<string> Named(IEnumerable<string> values, ref string rest) =>
        Taken(values.SelectMany(v => ValueWords.Of(v).Select(w => (Word: w, Value: v))), ref rest);

    // Longest first, and each find is taken out, so that "dark blue" is not also "blue".
    private static List<string> Taken(IEnumerable<(string Word, string Value)> words, ref string rest)
    {
        List<string> named = [];
        foreach (var (word, value) in words.OrderByDescending(w => w.Word.Length))
        {
            if (Find(rest, word) is not ({ } at and >= 0))
            {
                continue;
            }

            rest = rest.Remove(at, word.Length).Insert(at, " ");
            if (!named.Contains(value))
            {
                named.Add(value);
            }
        }

        return named;
    }

    private static int Find(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            if (Starts(text, at) && Ends(text, at + word.Length))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool Starts(string text, int at) => at == 0 || !(char.IsLetterOrDigit(text[at - 1]) || text[at - 1] == '\'');

    // A Korean particle may follow at once (파랑으로, 260이요); a Latin letter or a digit would make it another word.
    private static bool Ends(string text, int end)
    {
        if (end == text.Length || !char.IsLetterOrDigit(text[end]))
        {
            return true;
        }

        var (last, next) = (text[end - 1], text[end]);
        return next is >= '가' and <= '힣' && (!IsHangul(last) || Particles.IsMatch(text, end));
    }

    private static bool IsHangul(char letter) => letter is >= '가' and <= '힣';

    // "Soy candle" must not answer which candle: words of the title are no option.
    private static string WithoutTitle(string text, string title)
    {
        var at = text.IndexOf(Spoken.Fold(title), StringComparison.Ordinal);
        return at < 0 ? text : text.Remove(at, Spoken.Fold(title).Length);
    }

    [GeneratedRegex(@"\S+\s*(말고|아니고|빼고|대신)|\bnot (the )?\w+\b|\binstead of (the )?\w+\b|\brather than (the )?\w+\b", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Denied { get; }

    [GeneratedRegex(@"\G(색|향|맛|사이즈)?(으로|로|이|가|은|는|을|를|요|이요|도|만|하고|랑|이랑|에)+(요)?(\P{L}|$)|\G(색|향|맛|사이즈)(\P{L}|$)", RegexOptions.ExplicitCapture, PlainWords.MatchTimeout)]
    private static partial Regex Particles { get; }
}
