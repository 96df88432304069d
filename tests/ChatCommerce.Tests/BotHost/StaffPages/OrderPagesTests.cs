using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

public sealed class OrderPagesTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_paid_order_is_found_sent_and_completed()
    {
        var (order, vendor) = (await world.Buy(), await world.Browser("vendor"));

        (await vendor.Get($"/harbor/manage/orders?q={order.Number.ToLowerInvariant()}&state=paid")).Read.Should().Contain(order.Page).And.Contain("To be sent");
        (await vendor.Get($"/harbor/manage/orders?q={order.Number}&state=completed")).Read.Should().Contain("No order fits").And.NotContain(order.Page);
        var page = await vendor.Get(order.Page);
        page.Read.Should().Contain("HG-PACER-40-NAV").And.Contain("$99.50").And.Contain("Received").And.Contain("Mark as sent").And.NotContain("Cancel the order");

        var sent = await vendor.Do(order.Page + "/ship", ("carrier", "Kon-Tiki <b>Post</b>"), ("trackingNumber", "KT1"), ("trackingUrl", "https://carrier.test/KT1"));
        sent.Read.Should().Contain("The parcel is recorded").And.Contain("href=\"https://carrier.test/KT1\"").And.Contain("On its way").And.Contain("Add another parcel");
        sent.Text.Should().NotContain("<b>Post</b>", "what was typed stays text");
        (await vendor.Do(order.Page + "/complete")).Read.Should().Contain("The order is completed").And.NotContain("Add another parcel");

        (await world.StateOf(order)).Should().Be("completed");
        (await world.Audit(order.Number)).Should().Equal("order-shipped by staff:Vendor", "order-completed by staff:Vendor");
    }

    [Fact]
    public async Task Money_goes_back_in_the_shops_currency_as_typed()
    {
        var (order, owner) = (await world.Buy(), await world.Browser("owner"));
        (await owner.Get(order.Page)).Text.Should().Contain("name=\"amount\" inputmode=\"decimal\" required autocomplete=\"off\" value=\"99.50\"");

        (await owner.Do(order.Page + "/refund", ("amount", "$10.25"), ("reason", "scratched"), ("known", "0"))).Read
            .Should().Contain("−$10.25").And.Contain("scratched").And.Contain("Partly refunded").And.Contain("value=\"89.25\"");
        (await owner.Do(order.Page + "/refund", ("amount", "89.25"), ("known", "1"), ("restock", "yes"))).Read.Should().Contain("goods back on the shelf").And.NotContain("Give the money back");

        (await world.Database.Ask<long>($"select refunded_minor from sales_order where id = '{order.Id}'"))[0].Should().Be(9950);
        (await world.Audit(order.Number)).Should().Equal("order-refunded by staff:Owner", "order-refunded by staff:Owner");
    }

    [Fact]
    public async Task Won_is_typed_without_decimals()
    {
        var (order, owner) = (await world.Buy("dalbit"), await world.Browser("owner", "dalbit"));
        await owner.Get(order.Page);

        (await owner.Post(order.Page + "/refund", ("amount", "100.50"), ("known", "0"))).Read.Should().Contain("Type an amount of KRW without decimals");
        (await owner.Do(order.Page + "/refund", ("amount", "1,000원"), ("known", "0"))).Read.Should().Contain("−1,000원");
    }

    [Theory]
    [InlineData("99.51", "0", "", "Only $99.50 of the payment is left", "Give back that much or less")]
    [InlineData("0", "0", "", "Expected an amount above nothing", "amount")]
    [InlineData("12,50", "0", "", "Type an amount of USD with at most 2 decimals", "such as 12.50")]
    [InlineData("-5", "0", "", "Type an amount", "such as 12.50")]
    [InlineData("", "0", "", "Type an amount", "such as 12.50")]
    [InlineData("5", "0", "yes", "Goods go back on the shelf only when the whole payment goes back", "Untick it")]
    [InlineData("5", "1", "", "has been refunded meanwhile", "send the form again")]
    public async Task A_refund_that_cannot_be_is_refused_in_its_form_with_what_to_do(string amount, string known, string restock, string why, string advice)
    {
        var (order, owner) = (await world.Buy(), await world.Browser("owner"));
        await owner.Get(order.Page);

        var refused = await owner.Post(order.Page + "/refund", ("amount", amount), ("reason", "my own words"), ("known", known), ("restock", restock));

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain(why).And.Contain(advice).And.Contain("my own words", "what was typed is still there");
        (await world.Database.Ask<long>($"select count(*) from refund where order_id = '{order.Id}'"))[0].Should().Be(0);
    }

    [Fact]
    public async Task A_refund_form_sent_twice_gives_back_once()
    {
        var (order, owner) = (await world.Buy(), await world.Browser("owner"));
        await owner.Get(order.Page);

        await owner.Do(order.Page + "/refund", ("amount", "10"), ("known", "0"));
        (await owner.Post(order.Page + "/refund", ("amount", "10"), ("known", "0"))).Status.Should().Be(409);

        (await world.Database.Ask<long>($"select refunded_minor from sales_order where id = '{order.Id}'"))[0].Should().Be(1000);
    }

    [Theory]
    [InlineData("", "1", "", "Expected a carrier")]
    [InlineData("Post", "", "", "Expected a carrier")]
    [InlineData("Post", "1", "javascript:alert(1)", "begins with https://")]
    public async Task A_parcel_that_cannot_be_is_refused(string carrier, string number, string url, string why)
    {
        var (order, vendor) = (await world.Buy(), await world.Browser("vendor"));
        await vendor.Get(order.Page);

        var refused = await vendor.Post(order.Page + "/ship", ("carrier", carrier), ("trackingNumber", number), ("trackingUrl", url));

        refused.Status.Should().Be(409);
        refused.Read.Should().Contain(why);
        (await world.StateOf(order)).Should().Be("paid");
    }

    [Fact]
    public async Task An_unpaid_order_is_cancelled_once_and_a_paid_one_never()
    {
        var (order, paid, agent) = (await world.Place(), await world.Buy(), await world.Browser("agent"));
        (await agent.Get(order.Page)).Read.Should().Contain("Cancel the order").And.Contain("The goods are kept until").And.NotContain("Mark as sent");

        (await agent.Do(order.Page + "/cancel")).Read.Should().Contain("The order is cancelled").And.NotContain("Cancel the order");
        (await agent.Post(order.Page + "/cancel")).Read.Should().Contain("The order is closed").And.Contain("Nothing is left to do here");
        (await agent.Post(paid.Page + "/cancel")).Read.Should().Contain("The order is paid already").And.Contain("Give the money back with a refund instead");

        (await world.StateOf(paid)).Should().Be("paid");
        (await world.Audit(order.Number)).Should().Equal("order-cancelled by staff:Agent");
    }

    [Fact]
    public async Task An_order_that_is_not_paid_is_neither_sent_nor_completed_nor_refunded()
    {
        var (order, owner) = (await world.Place(), await world.Browser("owner"));
        await owner.Get(order.Page);

        (await owner.Post(order.Page + "/ship", ("carrier", "Post"), ("trackingNumber", "1"))).Read.Should().Contain("cannot become fulfilling").And.Contain("It has moved on meanwhile");
        (await owner.Post(order.Page + "/complete")).Read.Should().Contain("cannot become completed");
        (await owner.Post(order.Page + "/refund", ("amount", "1"), ("known", "0"))).Read.Should().Contain("Nothing of this order's payment is left");

        (await world.StateOf(order)).Should().Be("awaiting_payment");
        (await world.Audit(order.Number)).Should().BeEmpty();
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_order_and_no_forms()
    {
        var (order, viewer) = (await world.Buy(), await world.Browser("viewer"));

        (await viewer.Get(order.Page)).Read.Should().Contain(order.Number).And.NotContain("Mark as sent").And.NotContain("Give the money back");
        foreach (var act in new[] { "ship", "complete", "refund", "cancel", "check" })
        {
            (await viewer.Post($"{order.Page}/{act}")).Status.Should().Be(403);
        }

        (await world.StateOf(order)).Should().Be("paid");
    }

    [Fact]
    public async Task The_list_goes_on_where_a_page_ends()
    {
        var owner = await world.Browser("owner", "dalbit");
        var first = await world.Place("dalbit");
        var mine = $"tenant_id = '{world.Host.Shops.Tenant("dalbit").Id}'";
        await world.Database.Run($"""
            insert into quote select tenant_id, gen_random_uuid(), cart_id, cart_version, contact_id, lines, currency, exponent, subtotal_minor, shipping_minor,
                discount_minor, tax_minor, total_minor, 'copy ' || n, created_at, expires_at from quote, generate_series(1, 60) n
            where {mine} and id = (select quote_id from sales_order where id = '{first.Id}');
            insert into sales_order (tenant_id, id, number, contact_id, quote_id, state, currency, total_minor, pay_token, track_token, created_at, updated_at)
            select q.tenant_id, gen_random_uuid(), 'P' || substr(q.hash, 6), q.contact_id, q.id, 'expired', q.currency, q.total_minor, q.id, 'track ' || q.id,
                now() + substr(q.hash, 6)::int * interval '1 hour', now() from quote q where {mine} and q.hash like 'copy %';
            insert into order_line (tenant_id, order_id, n, variant_id, sku, title, options, quantity, unit_price_minor)
            select o.tenant_id, o.id, 1, l.variant_id, l.sku, l.title, l.options, 1, l.unit_price_minor from sales_order o
            join order_line l on l.order_id = '{first.Id}' where o.{mine} and o.number like 'P%'
            """);

        var page = await owner.Get("/dalbit/manage/orders?state=expired&q=P");
        page.Read.Should().Contain("/P60\"").And.Contain("/P11\"").And.NotContain("/P10\"");
        var next = await owner.Get(page.LinkTo("before="));

        next.Read.Should().Contain("/P10\"").And.Contain("/P1\"").And.NotContain("/P11\"").And.Contain("Newest").And.NotContain("Older");
    }

    [Fact]
    public async Task A_search_holds_any_text()
    {
        var owner = await world.Browser("owner");

        foreach (var text in new[] { "%00", "%25_\\", "%3Cscript%3E", "%ED%A0%80", new string('x', 5000) })
        {
            (await owner.Get($"/harbor/manage/orders?q={text}&state=nonsense&before=nonsense")).Status.Should().Be(200, text);
            (await owner.Get($"/harbor/inbox?q={text}&before=nonsense&beforeId=1")).Status.Should().Be(200, text);
        }

        (await owner.Get("/harbor/manage/orders/NOPE")).Status.Should().Be(404);
    }

    [Fact]
    public async Task The_short_address_leads_to_the_persons_own_shop()
    {
        (await (await world.Browser("owner", "dalbit")).Get("/orders")).Location.Should().Be("/dalbit/manage/orders");
        (await (await world.Browser("owner")).Get("/payments")).Location.Should().Be("/harbor/manage/payments");
    }
}
