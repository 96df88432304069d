using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Money;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>What people may say to the demo shops finds something, and the right thing.</summary>
public sealed class DemoSearchTests(TestDatabase database, ITestOutputHelper output) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private static readonly string[] KoreanSentences =
    [
        "혹시 {0} 있나요?", "{0} 있어요?", "{0} 좀 보여주세요", "{0} 추천해 주세요", "{0}을 찾고 있어요", "{0}를 사고 싶은데요", "안녕하세요, {0} 파시나요?",
        "선물할 건데 {0} 괜찮은 거 있을까요?", "{0} 얼마예요?", "저는 {0}이 필요해요",
    ];

    private readonly TestClock clock = new();

    [Fact]
    public async Task Korean_sentences_about_the_shop_s_own_words_find_something()
    {
        var (shop, search) = await Open("dalbit", "KRW");
        var words = DemoFiles.Products("dalbit").Where(p => p.Status == "active").SelectMany(p => p.Title.Split(' ').Append(p.Title)).Where(w => w.Length > 1).Distinct().ToList();

        List<string> empty = [];
        foreach (var asked in words.SelectMany(w => KoreanSentences.Select(s => s.Replace("{0}", w, StringComparison.Ordinal))))
        {
            var found = await search.Find(shop, new ProductQuery(asked), Ct);
            if (found.Hits.Count == 0 || found.MatchedShare == 0)
            {
                empty.Add(asked);
            }
        }

        output.WriteLine($"{empty.Count} of {words.Count * KoreanSentences.Length} without a match: {string.Join(" / ", empty.Take(20))}");
        empty.Count.Should().BeLessThanOrEqualTo(words.Count * KoreanSentences.Length / 100);
    }

    [Theory]
    [InlineData("harbor", "USD")]
    [InlineData("dalbit", "KRW")]
    public async Task A_product_asked_for_by_its_title_comes_first(string slug, string currency)
    {
        var (shop, search) = await Open(slug, currency);
        List<string> wrong = [];
        foreach (var product in DemoFiles.Products(slug).Where(p => p.Status == "active"))
        {
            var found = await search.Find(shop, new ProductQuery(product.Title), Ct);
            var first = found.Hits.Count > 0 ? found.Hits[0].Title : "nothing";
            if (first != product.Title)
            {
                wrong.Add($"{product.Title} -> {first}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData("harbor", "USD", "running shoes under 100", "Running shoes")]
    [InlineData("harbor", "USD", "hi, do you have blue runing shoes in size 42?", "Running shoes")]
    [InlineData("dalbit", "KRW", "10만원 이하 파란 운동화", "운동화·신발")]
    [InlineData("dalbit", "KRW", "10만원대 러닝화 있나요", "운동화·신발")]
    public async Task Conditions_in_a_sentence_hold_for_every_hit(string slug, string currency, string asked, string category)
    {
        var (shop, search) = await Open(slug, currency);
        var known = await new KnownAttributes(database.Tenants, clock).Get(shop, Ct);
        var question = QueryConstraints.Parse(asked, Currency.Of(currency), known);

        var found = await search.Find(shop, question.ToQuery(), Ct);

        output.WriteLine($"{question.Text} {question.MinPriceMinor}-{question.MaxPriceMinor}: {string.Join(", ", found.Hits.Select(h => h.Title))}");
        question.HasCondition.Should().BeTrue();
        found.Hits.Should().NotBeEmpty();
        found.Hits[0].Category.Should().Be(category);
        found.Hits.Should().OnlyContain(h => h.MinPriceMinor <= (question.MaxPriceMinor ?? long.MaxValue) && h.MaxPriceMinor >= (question.MinPriceMinor ?? 0));
    }

    private async Task<(TenantId Shop, ProductSearch Search)> Open(string slug, string currency)
    {
        var shop = await CatalogItems.OpenShop(database.System, clock, $"{slug}-{Guid.CreateVersion7():N}"[..30], currency);
        await database.Tenants.Run(shop, async db =>
        {
            var ids = await CatalogItems.Add(db, clock, [.. DemoFiles.Products(slug).Where(p => p.Status == "active").Select(Item)]);
            await new ProductIndex(database.Tenants).Refresh(db, ids, Ct);
            return Done.It;
        }, Ct);
        return (shop, CatalogItems.Search(database.Tenants, clock));
    }

    private static CatalogItem Item(DemoProduct product) => new(product.Title)
    {
        Category = product.Category,
        Description = product.Description,
        Attributes = product.Attributes,
        Variants = [.. product.Variants.Select(v => new CatalogVariant(v.PriceMinor, v.OnHand) { Options = v.Options })],
    };
}
