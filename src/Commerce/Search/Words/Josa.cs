namespace ChatCommerce.Commerce.Search.Words;

/// <summary>Korean particles hang on the noun: 운동화를 asks for 운동화.</summary>
internal static class Josa
{
    /// <summary>Longest first, so that 에서는 does not leave 에서.</summary>
    private static readonly string[] Particles =
    [
        .. "이라도요 에서부터 으로부터 인가요 이에요 이랑요 에서는 에게서 한테서 이라도 이라고 이든지 까지는 까지도 부터는 으로는 으로도 있나요 있어요 주세요 추천 예요 에요 인데 이나 이랑 라도 라고 든지 에서 에게 한테 까지 부터 으로 처럼 보다 밖에 마다 조차 하고 이요 이고 이며 들이 들은 들을 들도 같은 은 는 이 가 을 를 와 과 의 도 만 에 로 나 랑 요 들 좀"
            .Split(' ').OrderByDescending(p => p.Length),
    ];

    /// <summary>The noun when the word carries a particle and the rest is something the catalog knows; else the word itself.</summary>
    public static Word Strip(Word word, Vocabulary catalog)
    {
        if (word.Kind != WordKind.Hangul || word.Surface.Length < 2 || catalog.HasWord(word.Surface))
        {
            return word;
        }

        foreach (var particle in Particles)
        {
            if (word.Surface.Length > particle.Length && word.Surface.EndsWith(particle, StringComparison.Ordinal))
            {
                var rest = Analyzer.Single(word.Surface[..^particle.Length]);
                if (catalog.Knows(rest))
                {
                    return rest;
                }
            }
        }

        return word;
    }
}
