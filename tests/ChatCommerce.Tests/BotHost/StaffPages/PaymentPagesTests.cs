using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

public sealed class PaymentPagesTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_payment_that_does_not_fit_is_explained_and_closed_with_a_note()
    {
        var (order, vendor) = (await world.Place(), await world.Browser("vendor"));
        await world.Underpay(order, 1234);

        var open = await vendor.Get("/harbor/manage/payments");
        open.Read.Should().Contain("The amount is not the order's").And.Contain(order.Page).And.Contain("$99.50").And.Contain("$12.34").And.Contain("What to do");
        (await vendor.Get(order.Page)).Read.Should().Contain("The amount is not the order's. ");
        var id = await IdOf(order);
        var closed = await vendor.Do($"/harbor/manage/payments/{id}/resolve", ("note", "Given back <i>by hand</i>"));
        closed.Read.Should().Contain("Closed. It stands under Resolved").And.NotContain(id);

        var resolved = await vendor.Get("/harbor/manage/payments?show=resolved");
        resolved.Read.Should().Contain(id).And.Contain("Given back <i>by hand</i>").And.NotContain("Close it");
        resolved.Text.Should().NotContain("<i>by hand</i>", "what was typed stays text");
        (await world.Audit(id)).Should().Equal("payment-exception-resolved by staff:Vendor");
        (await world.StateOf(order)).Should().Be("awaiting_payment");
    }

    [Fact]
    public async Task Closing_needs_a_note_and_happens_once()
    {
        var (order, owner) = (await world.Place(), await world.Browser("owner"));
        await world.Underpay(order, 1);
        await owner.Get("/harbor/manage/payments");
        var path = $"/harbor/manage/payments/{await IdOf(order)}/resolve";

        var empty = await owner.Post(path, ("note", " \u200b "));
        empty.Status.Should().Be(409);
        empty.Read.Should().Contain("Expected what was done about it");
        await owner.Do(path, ("note", "done"));
        (await owner.Post(path, ("note", "again"))).Read.Should().Contain("Somebody has resolved it already").And.Contain("done");

        (await world.Database.Ask<string>($"select resolution from payment_exception where order_id = '{order.Id}'")).Should().Equal("done");
    }

    [Fact]
    public async Task Who_may_only_look_sees_it_and_cannot_close_it()
    {
        var (order, viewer) = (await world.Place(), await world.Browser("viewer"));
        await world.Underpay(order, 2);

        (await viewer.Get("/harbor/manage/payments")).Read.Should().Contain(order.Number).And.NotContain("Close it");
        (await viewer.Post($"/harbor/manage/payments/{await IdOf(order)}/resolve", ("note", "x"))).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_shop_in_which_everything_fits_says_so()
    {
        var owner = await world.Browser("owner", "dalbit");

        (await owner.Get("/dalbit/manage/payments")).Read.Should().Contain("Every payment fits");
        (await owner.Get("/dalbit/manage/payments?show=resolved")).Read.Should().Contain("Nothing resolved yet");
    }

    private async Task<string> IdOf(StaffOrder order) => (await world.Database.Ask<string>($"select id::text from payment_exception where order_id = '{order.Id}'"))[0];
}
