namespace ChatCommerce.Commerce.Search.Words;

/// <summary>One reading of an unknown word: one catalog word, or two that were written as one.</summary>
internal sealed record Reading(string[] Surfaces, double Score);

/// <summary>Leads a word the catalog does not know back to the ones it may be.</summary>
internal static class Speller
{
    private const double EditCost = 3.5, SameFirst = 1.5, SameLast = .3, WorthTrying = 4;
    private const int MostReadings = 4, SplitCount = 5, SplitLength = 6, SplitPart = 3;

    /// <summary>What the word may mean, best first; empty when it is known or nothing is near.</summary>
    public static IReadOnlyList<Reading> Readings(Word word, Vocabulary catalog)
    {
        if (word.Terms.Length == 0 || catalog.Knows(word))
        {
            return [];
        }

        var found = word.Kind switch
        {
            WordKind.Letters => Letters(word.Surface, catalog).Concat(Splits(word.Surface, catalog)),
            WordKind.Hangul => Hangul(word.Surface, catalog),
            _ => [],
        };
        List<Reading> best = [.. found.OrderByDescending(r => r.Score).ThenBy(r => r.Surfaces[0], StringComparer.Ordinal).Take(MostReadings)];
        return [.. best.TakeWhile(r => best[0].Score - r.Score < WorthTrying)];
    }

    private static IEnumerable<Reading> Letters(string surface, Vocabulary catalog)
    {
        var edits = surface.Length switch { < 3 => 0, < 8 => 1, _ => 2 };
        foreach (var (candidate, distance) in catalog.Near(surface, edits))
        {
            var near = candidate.Surface;
            if (IsLikely(surface, near))
            {
                yield return new Reading([near], Math.Log(1 + candidate.Count) - (EditCost * distance)
                    + (near[0] == surface[0] ? SameFirst : 0) + (near[^1] == surface[^1] ? SameLast : 0));
            }
        }
    }

    // Short words have too many neighbours: four letters keep the first unless it was lost or swapped, three can only have lost or swapped one.
    private static bool IsLikely(string surface, string near) => surface.Length switch
    {
        3 => near[0] == surface[0] && (near.Length == 4 || IsSwap(surface, near)),
        4 => near.Length > 2 && (near[0] == surface[0] || IsSwap(surface, near) || (near.Length == 5 && near.EndsWith(surface, StringComparison.Ordinal))),
        _ => near.Length > 2,
    };

    private static bool IsSwap(string surface, string near) => near.Length == surface.Length && near.Order().SequenceEqual(surface.Order());

    /// <summary>Two words written as one: worth an edit, as if a letter were missing.</summary>
    private static IEnumerable<Reading> Splits(string surface, Vocabulary catalog)
    {
        for (var i = SplitPart; surface.Length >= SplitLength && i <= surface.Length - SplitPart; i++)
        {
            var (head, tail) = (surface[..i], surface[i..]);
            if (catalog.HasWord(head) && catalog.HasWord(tail) && Math.Min(CountOf(head, catalog), CountOf(tail, catalog)) is >= SplitCount and var count)
            {
                yield return new Reading([head, tail], Math.Log(1 + count) - EditCost + SameFirst + SameLast);
            }
        }
    }

    private static int CountOf(string surface, Vocabulary catalog) => Analyzer.Single(surface).Terms.Select(catalog.CountOf).DefaultIfEmpty().Max();

    // Counted in letters, not syllables: a wrong key changes one of a syllable's two or three.
    private static IEnumerable<Reading> Hangul(string surface, Vocabulary catalog)
    {
        var edits = surface.Length switch { < 2 => 0, < 4 => 1, _ => 2 };
        return catalog.Near(Jamo.Apart(surface), edits)
            .Where(n => n.Candidate.Surface.Length == surface.Length)
            .Select(n => new Reading([n.Candidate.Surface], Math.Log(1 + n.Candidate.Count) - (EditCost * n.Edits)));
    }
}
