using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>Products that are there already are changed by the same forms.</summary>
public sealed class CatalogChangeTests(StaffSite site) : IClassFixture<StaffSite>, IAsyncLifetime
{
    private const string Root = "/harbor/manage/products";
    private const string New = Root + "/new";
    private StaffBrowser browser = null!;

    public async ValueTask InitializeAsync() => browser = await site.SignIn("harbor", "vendor");

    public ValueTask DisposeAsync()
    {
        browser.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_change_to_what_somebody_else_changed_meanwhile_is_refused_kindly_and_saved_on_the_second_try()
    {
        var path = await Make("shared-hat");
        using var other = await site.SignIn("harbor", "owner");
        await other.Get(path);
        (await browser.Fill(path, path, new() { ["title"] = "First hat", ["variants[1].id"] = "", ["variants[1].sku"] = "SHARED-HAT-2", ["variants[1].price"] = "3", ["variants[1].onHand"] = "" })).Status.Should().Be(303);

        var refused = await other.Submit(path, new() { ["title"] = "Second hat", ["brand"] = "Ours" });

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("Somebody else changed this product").And.Contain("Stored now: First hat");
        other.FieldsOf(path)["title"].Should().Be("Second hat");
        other.FieldsOf(path)["variants[1].sku"].Should().Be("SHARED-HAT-2", "a variant that this form did not know of must not be lost");
        (await site.One<string>("select title from product where mine and handle = 'shared-hat'")).Should().Be("First hat");

        (await other.Submit(path, [])).Status.Should().Be(303);
        (await site.One<string>("select title || ' ' || brand from product where mine and handle = 'shared-hat'")).Should().Be("Second hat Ours");
        (await site.One<long>("select count(*) from variant where mine and sku = 'SHARED-HAT-2'")).Should().Be(1);
    }

    [Fact]
    public async Task Saving_keeps_all_that_the_form_does_not_change()
    {
        var id = await site.One<Guid>("select id from product where mine and handle = 'tempo-lite'");
        const string all = "select p::text || (select string_agg(v::text, '' order by sku) from variant v where v.product_id = p.id) || (select string_agg(i::text, '') from product_image i where i.product_id = p.id) from product p where p.mine and handle = 'tempo-lite'";
        var before = await site.One<string>(all);

        (await browser.Fill($"{Root}/{id}", $"{Root}/{id}", [])).Status.Should().Be(303);

        (await site.One<string>(all)).Should().Be(before, "nothing was changed, so not even the version is");
    }

    [Fact]
    public async Task An_archived_product_leaves_the_shop_and_is_found_under_archived()
    {
        var path = await Make("old-hat");

        (await browser.Fill(path, path + "/archive", [])).Status.Should().Be(303);

        (await browser.Get(path + "?done=archived")).Read.Should().Contain("Archived: it is off sale");
        (await browser.Get(Root + "?q=OLD-HAT")).Read.Should().Contain("Nothing found");
        (await browser.Get(Root + "?q=old-hat&status=archived")).Read.Should().Contain("A hat");
        ((int)(await site.Host.Http.GetAsync("/harbor/products/old-hat")).StatusCode).Should().Be(404);
        (await browser.Get(path)).Status.Should().Be(200);
        (await browser.Post(path + "/archive", new() { ["version"] = "1" })).Read.Should().Contain("Somebody else changed this product");
    }

    private async Task<string> Make(string handle)
    {
        var made = await browser.Fill(New, New, HatForm.Of(handle));
        return made.Status == 303 ? made.Location!.Split('?')[0] : throw new InvalidOperationException(made.Read);
    }
}
