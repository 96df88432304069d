namespace ChatCommerce.Agent.Choosing;

/// <summary>Which of some titles a person means by their words.</summary>
internal static class TitleMatch
{
    /// <summary>The words of <paramref name="text"/> that say what is meant, without those around them.</summary>
    public static List<string> Meaning(string text) => [.. Spoken.Words(text).Where(w => !Filler.Is(w))];

    /// <summary>
    /// The only title that holds every word; of several the one that is these words and nothing more. Null when none or more than one does.
    /// </summary>
    public static T? Only<T>(IReadOnlyList<string> words, IEnumerable<T> things, Func<T, string> titleOf)
        where T : class
    {
        if (words.Count == 0)
        {
            return null;
        }

        var all = things.Select(t => (Thing: t, Title: Spoken.Words(titleOf(t)))).Where(t => words.All(w => Spoken.InTitle(w, t.Title))).ToList();
        if (all.Count == 1)
        {
            return all[0].Thing;
        }

        var whole = all.FindAll(t => t.Title.Count <= words.Count);
        return whole.Count == 1 ? whole[0].Thing : null;
    }

    /// <summary>
    /// The things whose titles hold the most of the words, best first; empty when no title holds any. One of them alone is meant only when
    /// nothing else fits as well.
    /// </summary>
    public static List<T> Best<T>(IReadOnlyList<string> words, IEnumerable<T> things, Func<T, string> titleOf)
    {
        var scored = things.Select(t => (Thing: t, Title: Spoken.Words(titleOf(t))))
            .Select(t => (t.Thing, t.Title, Hits: words.Count(w => Spoken.InTitle(w, t.Title)))).Where(t => t.Hits > 0).ToList();
        var most = scored.Select(t => t.Hits).DefaultIfEmpty().Max();
        var best = scored.FindAll(t => t.Hits == most);
        var whole = best.FindAll(t => t.Title.Count == most);
        return [.. (whole.Count == 1 ? whole : best).Select(t => t.Thing)];
    }
}
