namespace ChatCommerce.Agent.Choosing;

/// <summary>Korean nouns with what hangs on them: 메밀차는, 무화과로, 파란색으로요.</summary>
internal static class Korean
{
    private static readonly string[] Endings =
        [.. "으로요 으로 로요 이요 이랑 에서 까지 부터 이나 하고 에는 은요 는요 은 는 이 가 을 를 와 과 의 도 만 에 로 나 랑 요 께 한테"
            .Split(' ').OrderByDescending(e => e.Length)];

    /// <summary>The word itself and the word without each ending it may carry, longest first; never shorter than one syllable.</summary>
    public static IEnumerable<string> Forms(string word)
    {
        yield return word;
        foreach (var ending in Endings)
        {
            if (word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal) && (word.Length - ending.Length > 1 || ending.Length > 1))
            {
                yield return word[..^ending.Length];
            }
        }
    }
}
