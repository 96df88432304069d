using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class ProductIndexTests(TestDatabase database) : SearchTest(database)
{
    [Fact]
    public async Task An_edit_is_found_as_soon_as_it_is_committed()
    {
        var (shop, search) = await Shop("edit");
        var id = (await Add(shop, new CatalogItem("Copper kettle")))[0];
        (await Titles(search, shop, "kettle")).Should().Equal("Copper kettle");

        await Edit(shop, id, $"update product set title = 'Enamel teapot' where tenant_id = {shop} and id = {id}");

        (await Titles(search, shop, "teapot")).Should().Equal("Enamel teapot");
        (await search.Find(shop, new ProductQuery("copper"), Ct)).MatchedShare.Should().Be(0);
    }

    [Fact]
    public async Task An_edit_that_is_rolled_back_leaves_no_trace_in_the_index()
    {
        var (shop, _) = await Shop("rollback");
        var id = (await Add(shop, new CatalogItem("Copper kettle")))[0];
        var before = await Counters(shop);

        await Database.Tenants.Try<Done>(shop, async db =>
        {
            await db.Execute($"update product set title = 'Enamel teapot' where tenant_id = {shop} and id = {id}", Ct);
            await Index.Refresh(db, [id], Ct);
            return new Refusal("no", "No.");
        }, Ct);

        (await Counters(shop)).Should().Equal(before);
    }

    [Theory]
    [InlineData("update product set status = 'archived' where tenant_id = '{0}' and id = '{1}'")]
    [InlineData("delete from product where tenant_id = '{0}' and id = '{1}'")]
    public async Task What_is_no_longer_on_sale_leaves_the_index(string statement)
    {
        var (shop, search) = await Shop("gone-" + statement[..6]);
        var ids = await Add(shop, new CatalogItem("Copper kettle"), new CatalogItem("Steel kettle"));
        await Database.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, statement, shop, ids[0]));
        await Database.Tenants.Run(shop, async db =>
        {
            await Index.Refresh(db, [ids[0]], Ct);
            return Done.It;
        }, Ct);

        (await Titles(search, shop, "kettle")).Should().Equal("Steel kettle");
        (await Orphans(shop, ids[0])).Should().Be(0);
        await CountersShouldBeExact(shop);
    }

    [Fact]
    public async Task Counters_stay_exact_when_many_edit_the_same_words_at_once()
    {
        var (shop, _) = await Shop("crowd");
        var ids = await Add(shop, [.. Enumerable.Range(0, 24).Select(i => new CatalogItem($"Black lamp {i}"))]);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => (Id: ids[i % 12], Title: $"Black reading lamp number {i} for desks"))
            .Select(e => Edit(shop, e.Id, $"update product set title = {e.Title} where tenant_id = {shop} and id = {e.Id}")));

        await CountersShouldBeExact(shop);
    }

    [Fact]
    public async Task Two_edits_of_common_words_do_not_wait_for_each_other()
    {
        var (shop, _) = await Shop("parallel");
        var ids = await Add(shop, new CatalogItem("Black lamp one"), new CatalogItem("Black lamp two"));
        var other = false;

        await Database.Tenants.Run(shop, async db =>
        {
            await db.Execute($"update product set title = 'Black desk one' where tenant_id = {shop} and id = {ids[0]}", Ct);
            await Index.Refresh(db, [ids[0]], Ct);
            await Edit(shop, ids[1], $"update product set title = 'Black desk two' where tenant_id = {shop} and id = {ids[1]}").WaitAsync(TimeSpan.FromSeconds(20), Ct);
            other = true;
            return Done.It;
        }, Ct);

        other.Should().BeTrue("the second edit committed while the first held its counters");
        await CountersShouldBeExact(shop);
    }

    [Fact]
    public async Task An_edit_of_nothing_that_is_searched_writes_nothing()
    {
        var (shop, _) = await Shop("price");
        var id = (await Add(shop, new CatalogItem("Copper kettle")))[0];
        var before = await Counters(shop);

        await Edit(shop, id, $"update variant set price_minor = 5 where tenant_id = {shop} and product_id = {id}");

        (await Counters(shop)).Should().Equal(before);
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_index_as_edits_one_by_one_and_folds_the_stripes()
    {
        var (shop, search) = await Shop("rebuild");
        for (var i = 0; i < 6; i++)
        {
            await Add(shop, new CatalogItem($"Wool scarf {i}") { Description = "Warm and red" });
        }

        var before = await Titles(search, shop, "wool scarf 3");
        await Index.Rebuild(shop, Ct);

        (await Titles(search, shop, "wool scarf 3")).Should().Equal(before);
        await CountersShouldBeExact(shop);
        (await Database.Ask<long>($"select count(*) from term_df where tenant_id = '{shop}' and stripe <> 0")).Should().Equal(0);
    }

    [Fact]
    public async Task A_rebuild_takes_out_products_that_vanished_behind_its_back()
    {
        var (shop, _) = await Shop("vanished");
        var ids = await Add(shop, new CatalogItem("Copper kettle"), new CatalogItem("Steel kettle"));
        await Database.Run($"delete from product where tenant_id = '{shop}' and id = '{ids[0]}'");

        await Index.Rebuild(shop, Ct);

        (await Orphans(shop, ids[0])).Should().Be(0);
        await CountersShouldBeExact(shop);
    }

    [Fact]
    public async Task Another_shop_s_index_is_neither_read_nor_written()
    {
        var (one, search) = await Shop("leak-a");
        var (two, _) = await Shop("leak-b");
        var theirs = (await Add(two, new CatalogItem("Copper kettle")))[0];
        var before = await Counters(two);

        await Database.Tenants.Run(one, async db =>
        {
            await Index.Refresh(db, [theirs], Ct);
            return Done.It;
        }, Ct);

        (await search.Find(one, new ProductQuery("copper kettle"), Ct)).Hits.Should().BeEmpty();
        (await search.Find(one, new ProductQuery(""), Ct)).Hits.Should().BeEmpty();
        (await Counters(two)).Should().Equal(before);
    }

    private Task<int> Edit(TenantId shop, ProductId id, Sql statement) => Database.Tenants.Run(shop, async db =>
    {
        var rows = await db.Execute(statement, Ct);
        await Index.Refresh(db, [id], Ct);
        return rows;
    }, Ct);

    private async Task<long> Orphans(TenantId shop, ProductId id)
    {
        var counts = await Database.Ask<long>(string.Join(" union all ", new[] { "product_term", "product_text", "product_embedding" }
            .Select(t => $"select count(*) from {t} where tenant_id = '{shop}' and product_id = '{id}'")));
        return counts.Sum();
    }

    private Task<List<string>> Counters(TenantId shop) => Database.Ask<string>(
        $"select term || ' ' || stripe || ' ' || df || ' ' || word_df from term_df where tenant_id = '{shop}' union all select sum(edits)::text from search_size where tenant_id = '{shop}' order by 1");

    private async Task CountersShouldBeExact(TenantId shop)
    {
        (await Database.Ask<string>($"""
            select term || ' ' || sum(df) from term_df where tenant_id = '{shop}' group by term having sum(df) <> 0
            except select term || ' ' || count(*) from product_term where tenant_id = '{shop}' group by term
            """)).Should().BeEmpty("frequencies are the postings counted");
        (await Database.Ask<string>($"""
            select w || ' ' || count(*) from product_text t cross join unnest(t.words) w where t.tenant_id = '{shop}' group by w
            except select term || ' ' || sum(word_df) from term_df where tenant_id = '{shop}' group by term
            """)).Should().BeEmpty("spellings are the products' words counted");
        (await Database.Ask<string>($"""
            select sum(products) || ' ' || sum(title_len) || ' ' || sum(body_len) from search_size where tenant_id = '{shop}'
            except select count(*) || ' ' || coalesce(sum(title_len), 0) || ' ' || coalesce(sum(body_len), 0) from product_text where tenant_id = '{shop}'
            """)).Should().BeEmpty("sizes are the products' sizes summed");
    }
}
