using System.Globalization;

namespace ChatCommerce.Commerce.Search.Words;

internal enum WordKind
{
    Letters,
    Number,
    Mixed,
    Hangul,
    Ideograph,
}

/// <summary>A word as written (folded) and the index terms it stands for.</summary>
internal sealed record Word(string Surface, WordKind Kind, string[] Terms)
{
    public bool IsCjk => Kind is WordKind.Hangul or WordKind.Ideograph;
}

/// <summary>Cuts text into words and terms; the same for catalog and question.</summary>
internal static class Analyzer
{
    private const int LongestWord = 48;

    private static readonly HashSet<string> StopWords = new(StringComparer.Ordinal)
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "of", "on", "or", "that", "the", "to", "was", "with",
    };

    private enum CharKind
    {
        Break,
        Letter,
        Digit,
        Hangul,
        Ideograph,
    }

    /// <summary>All words in order, stop words left out.</summary>
    public static List<Word> Words(string text) => Cut(text, keepStopWords: false);

    /// <summary>All words in order; stop words stay, without terms, so that phrases can be read.</summary>
    public static List<Word> WordsWithStops(string text) => Cut(text, keepStopWords: true);

    /// <summary>The word made of this surface, as if it had stood alone in a text.</summary>
    public static Word Single(string surface)
    {
        var words = Words(surface);
        return words.Count == 1 ? words[0] : new Word(surface, WordKind.Letters, [surface]);
    }

    private static List<Word> Cut(string text, bool keepStopWords)
    {
        var s = TextFold.Fold(text);
        List<Word> words = [];
        for (var i = 0; i < s.Length;)
        {
            var kind = KindOf(s[i]);
            if (kind == CharKind.Break)
            {
                i++;
                continue;
            }

            var start = i;
            i = kind is CharKind.Hangul or CharKind.Ideograph ? EndOfRun(s, i, kind) : EndOfWord(s, i);
            var word = kind is CharKind.Hangul or CharKind.Ideograph ? Cjk(s[start..i], kind) : Western(s[start..i]);
            if (word is not null && (keepStopWords || word.Terms.Length > 0))
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static int EndOfRun(string s, int i, CharKind kind)
    {
        while (i < s.Length && KindOf(s[i]) == kind)
        {
            i++;
        }

        return i;
    }

    // Keeps 1.5 and it's in one piece, and 1,000 but not 1,5.
    private static int EndOfWord(string s, int i)
    {
        for (; i < s.Length; i++)
        {
            var kind = KindOf(s[i]);
            if (kind is CharKind.Letter or CharKind.Digit)
            {
                continue;
            }

            var joins = s[i] switch
            {
                '.' => Is(s, i - 1, CharKind.Digit) && Is(s, i + 1, CharKind.Digit),
                ',' => Is(s, i - 1, CharKind.Digit) && Is(s, i + 1, CharKind.Digit) && Is(s, i + 2, CharKind.Digit) && Is(s, i + 3, CharKind.Digit) && !Is(s, i + 4, CharKind.Digit),
                '\'' => Is(s, i - 1, CharKind.Letter) && Is(s, i + 1, CharKind.Letter),
                _ => false,
            };
            if (!joins)
            {
                break;
            }
        }

        return i;
    }

    private static bool Is(string s, int i, CharKind kind) => i >= 0 && i < s.Length && KindOf(s[i]) == kind;

    private static Word? Western(string raw)
    {
        var s = raw.EndsWith("'s", StringComparison.Ordinal) ? raw[..^2] : raw;
        s = Clip(s.Replace("'", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal));
        if (s.Length == 0)
        {
            return null;
        }

        var digits = s.Count(c => KindOf(c) == CharKind.Digit);
        var points = s.Count(c => c == '.');
        if (digits == 0)
        {
            return new Word(s, WordKind.Letters, StopWords.Contains(s) ? [] : [TermOf(s)]);
        }

        return digits + points == s.Length ? new Word(s, WordKind.Number, [s]) : new Word(s, WordKind.Mixed, [s, .. Parts(s)]);
    }

    /// <summary>The letters and the digits of 65in apart, single letters left out.</summary>
    private static IEnumerable<string> Parts(string s)
    {
        for (var i = 0; i < s.Length;)
        {
            var start = i;
            var letters = KindOf(s[i]) == CharKind.Letter;
            while (i < s.Length && (KindOf(s[i]) == CharKind.Letter) == letters)
            {
                i++;
            }

            var part = s[start..i];
            if (!letters || (part.Length > 1 && !StopWords.Contains(part)))
            {
                yield return letters ? TermOf(part) : part;
            }
        }
    }

    private static string TermOf(string s) => s.Length > 2 && s.All(char.IsAsciiLetterLower) ? PorterStemmer.Stem(s) : s;

    private static Word Cjk(string run, CharKind kind) =>
        new(Clip(run), kind == CharKind.Hangul ? WordKind.Hangul : WordKind.Ideograph, Bigrams(run));

    public static string[] Bigrams(string run) =>
        run.Length < 2 ? [run] : [.. Enumerable.Range(0, run.Length - 1).Select(i => run.Substring(i, 2)).Distinct(StringComparer.Ordinal)];

    private static string Clip(string s) => s.Length > LongestWord ? s[..LongestWord] : s;

    private static CharKind KindOf(char c)
    {
        if (c < 128)
        {
            return char.IsAsciiLetter(c) ? CharKind.Letter : char.IsAsciiDigit(c) ? CharKind.Digit : CharKind.Break;
        }

        if (c is (>= '\uac00' and <= '\ud7a3') or (>= '\u1100' and <= '\u11ff'))
        {
            return CharKind.Hangul;
        }

        // Kana, Han and Thai are written without spaces.
        if (c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uf900' and <= '\ufaff') or (>= '\u0e00' and <= '\u0e4f') or '\u3005')
        {
            return CharKind.Ideograph;
        }

        return CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => CharKind.Digit,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => CharKind.Letter,
            _ => char.IsLetter(c) ? CharKind.Letter : CharKind.Break,
        };
    }
}
