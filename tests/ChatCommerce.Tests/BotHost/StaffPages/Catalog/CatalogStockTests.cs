using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>Pieces on hand are set variant by variant, against the figure that was seen.</summary>
public sealed class CatalogStockTests(StaffSite site) : IClassFixture<StaffSite>
{
    [Fact]
    public async Task A_count_is_set_with_its_ledger_line_and_its_audit_entry()
    {
        using var browser = await site.SignIn("harbor", "vendor");
        var (page, variant) = await Variant("HG-TEMPO-40-BLU");

        var set = await browser.Fill(page, $"{page}/{variant}", new() { ["onHand"] = "1,234" });

        set.Status.Should().Be(303);
        (await browser.Get(set.Location!)).Read.Should().Contain("Set.").And.Contain("1234 to sell");
        (await OnHand(variant)).Should().Be(1_234);
        (await site.One<int>($"select on_hand_delta from stock_entry where mine and variant_id = '{variant}' order by at desc limit 1")).Should().Be(1_234 - 16);
        (await site.One<string>($"select actor_kind || ' ' || (detail::jsonb ->> 'from') || ' ' || (detail::jsonb ->> 'to') from audit_entry where mine and action = 'stock-changed' and subject = '{variant}'"))
            .Should().Be("staff 16 1234");
    }

    [Fact]
    public async Task A_count_against_an_older_figure_is_refused_and_says_what_it_is_now()
    {
        using var browser = await site.SignIn("harbor", "vendor");
        using var other = await site.SignIn("harbor", "owner");
        var (page, variant) = await Variant("HG-TEMPO-42-WHT");
        await other.Get(page);
        await browser.Fill(page, $"{page}/{variant}", new() { ["onHand"] = "7" });

        var refused = await other.Submit($"{page}/{variant}", new() { ["onHand"] = "99" });

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("there are 7 now");
        other.FieldsOf($"{page}/{variant}")["onHand"].Should().Be("99");
        (await OnHand(variant)).Should().Be(7);

        (await other.Submit($"{page}/{variant}", [])).Status.Should().Be(303, "the second time is a decision");
        (await OnHand(variant)).Should().Be(99);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("many")]
    [InlineData("99999999999")]
    [InlineData("10000001")]
    public async Task What_is_no_count_is_refused_at_the_field(string typed)
    {
        using var browser = await site.SignIn("harbor", "vendor");
        var (page, variant) = await Variant("HG-TEMPO-41-WHT");

        var refused = await browser.Fill(page, $"{page}/{variant}", new() { ["onHand"] = typed });

        refused.Status.Should().BeOneOf(409, 422);
        refused.Read.Should().Contain($"id=\"count-{variant}-said\" role=\"alert\"").And.Contain("whole number");
        browser.FieldsOf($"{page}/{variant}")["onHand"].Should().Be(typed);
        (await OnHand(variant)).Should().Be(2);
    }

    [Fact]
    public async Task What_orders_keep_cannot_be_taken_away()
    {
        using var browser = await site.SignIn("harbor", "vendor");
        var (page, variant) = await Variant("HG-TEMPO-44-WHT");
        await site.Database.Run($"update stock set reserved = 3 where variant_id = '{variant}'");

        var refused = await browser.Fill(page, $"{page}/{variant}", new() { ["onHand"] = "2" });

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("3 are kept for orders");
    }

    private Task<int> OnHand(Guid variant) => site.One<int>($"select on_hand from stock where mine and variant_id = '{variant}'");

    private async Task<(string Page, Guid Variant)> Variant(string sku)
    {
        var product = await site.One<Guid>($"select product_id from variant where mine and sku = '{sku}'");
        return ($"/harbor/manage/products/{product}/stock", await site.One<Guid>($"select id from variant where mine and sku = '{sku}'"));
    }
}
