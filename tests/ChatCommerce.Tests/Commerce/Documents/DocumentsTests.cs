using ChatCommerce.Commerce.Documents;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.Demo;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Documents;

using Documents = ChatCommerce.Commerce.Documents.Documents;

public sealed class DocumentsTests : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestDatabase database;
    private readonly TestClock clock = new();
    private readonly Documents documents;

    public DocumentsTests(TestDatabase database)
    {
        this.database = database;
        documents = Parts.Of(database, clock).Get<Documents>();
    }

    [Theory]
    [InlineData("harbor", "en", "how much is delivery?", "shipping")]
    [InlineData("harbor", "en", "Can I return shoes that don't fit?", "returns")]
    [InlineData("harbor", "en", "when are you open on saturday", "hours")]
    [InlineData("harbor", "en", "which cards do you take", "payment")]
    [InlineData("dalbit", "ko", "배송비 얼마예요?", "shipping")]
    [InlineData("dalbit", "ko", "환불하고 싶어요", "returns")]
    [InlineData("dalbit", "ko", "토요일에 문 여나요? 영업시간 알려주세요", "hours")]
    [InlineData("dalbit", "ko", "카드 결제 되나요", "payment")]
    [InlineData("dalbit", "en", "do you ship overseas, how much is shipping?", "shipping")]
    public async Task A_question_finds_the_page_that_answers_it(string demo, string language, string question, string slug)
    {
        var db = await WithDemo(demo);

        var hits = await documents.Search(db, question, language, 3, Ct);

        hits.Should().NotBeEmpty();
        hits[0].Slug.Should().Be(slug);
        hits[0].Score.Should().BeInRange(0.2, 1);
    }

    [Fact]
    public async Task A_question_that_shares_no_word_finds_nothing()
    {
        var db = await WithDemo("harbor");

        (await documents.Search(db, "xylophone zebra", "en", 3, Ct)).Should().BeEmpty();
        (await documents.Search(db, " ?!", "en", 3, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task Another_shop_s_documents_are_not_found()
    {
        await WithDemo("harbor");
        var two = await Shops.Open(database, clock, "quiet-one", "USD");

        (await documents.Search(database.Tenants.For(two.Id), "shipping", "en", 3, Ct)).Should().BeEmpty();
        (await documents.List(database.Tenants.For(two.Id), null, Ct)).Should().BeEmpty();
    }

    [Fact]
    public async Task Saving_again_replaces_the_text_and_its_passages()
    {
        var shop = await Shops.Open(database, clock, "saved", "USD");
        var db = database.Tenants.For(shop.Id);
        await documents.Save(db, Page("# Care\n\n## Shoes\nBrush them.\n\n## Wool\nCold water."), Ct);
        var second = (await documents.Save(db, Page("Only leather balm."), Ct)).Value;

        (await documents.Search(db, "wool", "en", 5, Ct)).Should().BeEmpty();
        (await documents.Search(db, "balm", "en", 5, Ct)).Should().ContainSingle()
            .Which.Should().BeEquivalentTo(new { DocumentId = second.Id, Slug = "care", Heading = "Care", Text = "Only leather balm." });
        (await documents.List(db, DocumentKind.Page, Ct)).Should().ContainSingle();
    }

    [Fact]
    public async Task A_hidden_document_answers_nothing()
    {
        var shop = await Shops.Open(database, clock, "hidden", "USD");
        var db = database.Tenants.For(shop.Id);
        await documents.Save(db, Page("Only leather balm.") with { Published = false }, Ct);

        (await documents.Search(db, "balm", "en", 5, Ct)).Should().BeEmpty();
        (await documents.Find(db, "care", Ct)).Should().BeNull();
    }

    [Fact]
    public async Task A_text_with_nul_and_lone_surrogates_is_saved_without_them()
    {
        var shop = await Shops.Open(database, clock, "bad-text", "USD");
        var saved = (await documents.Save(database.Tenants.For(shop.Id), Page("a\0b \ud800 c"), Ct)).Value;

        saved.Body.Should().Be("ab \ufffd c");
    }

    [Fact]
    public void A_table_reads_as_lines_in_a_chat() =>
        PlainText.Of("| Way | Price |\n| --- | --- |\n| Standard | **$5.90** |\n\n- see [help](https://x.test)")
            .Should().Be("Standard: $5.90\n\n• see help (https://x.test)");

    private static DocumentDraft Page(string body) => new("care", DocumentKind.Page, "Care", "en", body);

    private async Task<TenantScope> WithDemo(string demo)
    {
        var shop = await Shops.Open(database, clock, $"{demo}-{Token.New(6).ToLowerInvariant().Replace('_', '-')}x", "USD");
        var db = database.Tenants.For(shop.Id);
        foreach (var file in Directory.GetFiles(Path.Combine(DemoFiles.Folder(demo), "documents"), "*.md"))
        {
            var parts = (await File.ReadAllTextAsync(file, Ct)).Split("---\n", 3);
            var title = parts[1].Split('\n').Single(l => l.StartsWith("title:", StringComparison.Ordinal))[6..].Trim();
            await documents.Save(db, new(Path.GetFileNameWithoutExtension(file), DocumentKind.Page, title, demo == "harbor" ? "en" : "ko", parts[2]), Ct);
        }

        return db;
    }

}
