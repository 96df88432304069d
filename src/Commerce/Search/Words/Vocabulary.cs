namespace ChatCommerce.Commerce.Search.Words;

/// <summary>One row of a tenant's word statistics: how many products hold it as an index term, and how many as a word as written.</summary>
internal readonly record struct VocabularyRow(string Text, int TermCount, int WordCount);

/// <summary>What a tenant's catalog knows: the frequency of every term, and the written words a misspelling can be led back to.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> terms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> surfaces = new(StringComparer.Ordinal);
    private readonly Dictionary<int, LengthBucket> byLength = [];

    public Vocabulary(int products, IEnumerable<VocabularyRow> rows)
    {
        Products = products;
        Dictionary<int, List<SpellingCandidate>> lengths = [];
        foreach (var row in rows)
        {
            Keep(terms, row.Text, row.TermCount);
            Keep(surfaces, row.Text, row.WordCount);
            if (row.WordCount > 0 && row.Text.Length > 1)
            {
                var spelled = Jamo.Apart(row.Text);
                (lengths.TryGetValue(spelled.Length, out var list) ? list : lengths[spelled.Length] = [])
                    .Add(new SpellingCandidate(row.Text, spelled, row.WordCount));
            }
        }

        foreach (var (length, list) in lengths)
        {
            byLength[length] = new LengthBucket(list);
        }
    }

    public int Products { get; }

    /// <summary>How many strings it holds, for bounding what stays in memory.</summary>
    public int Size => terms.Count + surfaces.Count;

    /// <summary>In how many products a term stands.</summary>
    public int CountOf(string term) => terms.GetValueOrDefault(term);

    public bool HasWord(string surface) => surfaces.ContainsKey(surface);

    /// <summary>As written or by its stem; a number or a code is known by its term.</summary>
    public bool Knows(Word word) => HasWord(word.Surface) || (word.Terms.All(t => CountOf(t) > 0) && IsSafeStem(word));

    // The stem of "gaing" is "ga": short stems say nothing about the word, except that a plural is one.
    private static bool IsSafeStem(Word word) => word.Kind != WordKind.Letters || word.Terms[0].Length > 3
        || (word.Surface.Length - word.Terms[0].Length < 3 && word.Surface.EndsWith('s'));

    public double Idf(string term) => Idf(CountOf(term));

    public double Idf(int count) => Math.Log(1 + ((Products - Math.Min(count, Products) + .5) / (count + .5)));

    /// <summary>Catalog words within an edit distance of a spelling that is already taken apart into letters.</summary>
    public IEnumerable<(SpellingCandidate Candidate, int Edits)> Near(string spelled, int edits)
    {
        for (var length = Math.Max(1, spelled.Length - edits); length <= spelled.Length + edits; length++)
        {
            if (!byLength.TryGetValue(length, out var bucket))
            {
                continue;
            }

            foreach (var found in bucket.Near(spelled, edits))
            {
                yield return found;
            }
        }
    }

    private static void Keep(Dictionary<string, int> counts, string text, int count)
    {
        if (count > 0)
        {
            counts[text] = count;
        }
    }
}

/// <summary>A catalog word the speller may offer, with its letters (Hangul taken apart).</summary>
internal sealed record SpellingCandidate(string Surface, string Spelled, int Count);

/// <summary>Words of one length, with a letter signature each: most are ruled out by a bit count before any edit distance is computed.</summary>
internal sealed class LengthBucket(IReadOnlyList<SpellingCandidate> words)
{
    private readonly ulong[] signatures = [.. words.Select(w => SignatureOf(w.Spelled))];

    public IEnumerable<(SpellingCandidate Candidate, int Edits)> Near(string spelled, int edits)
    {
        var signature = SignatureOf(spelled);
        for (var i = 0; i < signatures.Length; i++)
        {
            // One edit changes at most two letters of the set.
            if (System.Numerics.BitOperations.PopCount(signature ^ signatures[i]) > 2 * edits)
            {
                continue;
            }

            var distance = EditDistance.Osa(spelled, words[i].Spelled, edits);
            if (distance <= edits)
            {
                yield return (words[i], distance);
            }
        }
    }

    private static ulong SignatureOf(string s)
    {
        ulong bits = 0;
        foreach (var c in s)
        {
            bits |= 1UL << (c % 61);
        }

        return bits;
    }
}
