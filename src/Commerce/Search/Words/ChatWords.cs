namespace ChatCommerce.Commerce.Search.Words;

/// <summary>Words people wrap around what they want. They are dropped as long as something else remains.</summary>
internal static class ChatWords
{
    /// <summary>Never part of what is wanted, wherever they stand.</summary>
    private static readonly HashSet<string> Anywhere = Set("""
        i im ive id ill me my mine we us our you your youre he she they them this these those there here
        do does did am were been being please pls plz thanks thank ty would could should can will may might must
        hi hello hey hiya yo some any something anything just also really very so if then
        """);

    /// <summary>Only at the start or the end of a message; in the middle they may name a thing.</summary>
    private static readonly HashSet<string> AtEnds = Set("""
        look looking looks for want wanted wants wanna need needed needs like have has having got get getting gimme give show see
        find finding searching seek seeking buy buying purchase purchasing sell selling
        interested interest recommend recommendation suggest suggestion suggestions help try trying hope hoping wondering wonder know tell let lets go
        greetings dear sir madam guys folks anyone someone product products kind kinds sort sorts
        what whats which where wheres how much many who when is are available availability in the a an of to that with about at all
        today now right currently maybe perhaps possibly question ok okay well yes no not sure kindly preferably ideally
        """);

    /// <summary>Words that also name things ("carry case", "evening dress"): dropped only right after a word that makes them part of the frame.</summary>
    private static readonly Dictionary<string, HashSet<string>> After = Pairs(
        ("carry stock order shop shopping love view search items item", "i im am you we to can could would id be for your"),
        ("morning evening afternoon day", "good"),
        ("stock store shop sale", "in for on your the"),
        ("type types", "what which of any"),
        ("one ones", "a the this that good any new nice"),
        ("good nice great best decent", "a an some any the your of need want"));

    private static readonly HashSet<string> Korean = Set("""
        안녕 안녕하세요 안녕하십니까 하이 헬로 저기 저기요 여기 여기요 혹시 제가 저는 나는 저 나 우리 그 이 저희 좀 한번 그냥 요즘 지금 오늘
        있나요 있어요 있습니까 있을까요 있는지 있는 있나 있어 있는지요 있으신가요 있으세요 있으면 있을까 있니 있죠 있는데 있는데요 있음 없나요 없어요 없나 없을까요 없어
        찾아요 찾아 찾고 찾는 찾습니다 찾는데 찾는데요 찾는중 찾는중이에요 찾아줘 찾아줘요 찾아주세요 찾고있어요 찾고있는데요 찾고있는데 찾고있습니다 찾아볼래요 찾을 찾으려고
        주세요 줘 줘요 주실래요 주실 주시겠어요 줄래 줄래요 주라 주문 주문하고 주문할게요 주문할래요 주문하려고 주문할
        보여줘 보여줘요 보여주세요 보여 보여줄래 보여줄래요 보여주실래요 보고 보고싶어요 볼래요 볼게요 볼수 볼
        추천 추천해 추천해줘 추천해줘요 추천해주세요 추천좀 추천해줄래 추천부탁해요 추천부탁드려요 추천할 추천할만한 부탁 부탁해요 부탁해 부탁드려요 부탁드립니다
        사고 사고싶어요 사고싶은데 사고싶은데요 살래요 살게요 살 살수 살까 살까요 사려고 사려고요 사려는데 사려는데요 사려구요 싶어요 싶어 싶은데 싶은데요 싶습니다 싶네요 싶다
        구매 구매하고 구매하려고 구매하려고요 구매할게요 구매할래요 구매할 구매하고싶어요 구매가능한가요 구매가능 구입 구입하고 구입하려고 구입하려고요 구입할 구입하고싶어요 구해요 구합니다 구하고 구하는데 구하는데요
        원해요 원합니다 원하는 원하는데요 원해 필요해요 필요해 필요합니다 필요한데 필요한데요 필요하다 필요 필요한 필요할
        파나요 파시나요 팔아요 팔아 파는 팔고 팔죠 파세요 팔까요 판매 판매하나요 판매하시나요 판매해요 판매중인가요 판매하는
        뭐 뭐가 뭐뭐 무엇 무슨 어떤 어떤게 어떤거 어떤것 어디 어디에 어떻게 얼마 얼마예요 얼마에요 얼마인가요 얼마죠 얼마나 궁금해요 궁금합니다 궁금한데요
        알려줘 알려줘요 알려주세요 알려줄래요 알고싶어요 말해줘 해줘 해주세요 해요 하는데 하는데요 하고 할 할까요 할게요 하나 하나만 하려고 하려고요 합니다
        같은 같은거 같은것 거 것 게 걸 거요 것도 것좀 건가요 인가요 인지 중 중에 수 가능한가요 가능해요 가능할까요 되나요 될까요 돼요 되요
        상품 제품 물건 종류 아이템 상품이 제품이 상품을 제품을 상품좀 제품좀 상품들 제품들 감사합니다 감사해요 고마워요 고마워 네 예 응 아니 아 음 어 오 와
        """);

    /// <summary>The words that name something, with greetings, verbs of wanting and fillers taken away; all of them when nothing else was said.</summary>
    public static List<Word> Strip(IReadOnlyList<Word> words, Func<Word, bool> isKnown)
    {
        var (from, to) = (0, words.Count);
        while (from < to && IsFrame(words, from, isKnown))
        {
            from++;
        }
        while (to > from && IsFrame(words, to - 1, isKnown))
        {
            to--;
        }

        List<Word> kept = [.. words.Skip(from).Take(to - from).Where(w => w.Terms.Length > 0 && !IsFiller(w, isKnown))];
        return kept.Count > 0 ? kept : [.. words.Where(w => w.Terms.Length > 0)];
    }

    private static bool IsFrame(IReadOnlyList<Word> words, int i, Func<Word, bool> isKnown)
    {
        var word = words[i];
        return word.Terms.Length == 0 || AtEnds.Contains(word.Surface) || IsFiller(word, isKnown)
            || (i > 0 && After.TryGetValue(word.Surface, out var leads) && leads.Contains(words[i - 1].Surface))
            || (word.Surface == "good" && i + 1 < words.Count && After.TryGetValue(words[i + 1].Surface, out var greeted) && greeted.Contains("good"));
    }

    private static bool IsFiller(Word word, Func<Word, bool> isKnown) =>
        Anywhere.Contains(word.Surface) || (word.Kind == WordKind.Hangul && Korean.Contains(word.Surface) && !(word.Surface.Length > 1 && isKnown(word)));

    private static HashSet<string> Set(string words) =>
        new(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    private static Dictionary<string, HashSet<string>> Pairs(params (string Words, string Leads)[] groups) =>
        groups.SelectMany(g => g.Words.Split(' ').Select(w => (Word: w, g.Leads)))
            .GroupBy(g => g.Word, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Set(string.Join(' ', g.Select(x => x.Leads))), StringComparer.Ordinal);
}
