using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

/// <summary>A shop whose payment account cannot be opened stands first in every job, and another shop behind it.</summary>
public sealed class BrokenShopTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task Its_orders_that_cannot_expire_do_not_keep_the_others_from_it()
    {
        World.Deaf = true;
        var (broken, mug) = await Other();
        var (stuck, order) = (await World.Selling.PlaceOne(broken, mug), await World.Selling.PlaceOne(Shop, Shoe));
        await World.Click(stuck);
        await World.Click(order);
        await broken.Db.Execute($"update hold set expires_at = expires_at - interval '1 minute'", Ct);
        await Break(broken);
        Later(40);

        await Expire();

        (await StateOf(order)).Should().Be(OrderState.Expired);
        (await World.Selling.Order(broken, stuck.OrderId)).State.Should().Be(OrderState.AwaitingPayment);
        (await broken.Ask<DateTimeOffset>($"select expires_at from hold")).Should().Be(World.Clock.GetUtcNow().AddMinutes(10), "it stands back");
    }

    [Fact]
    public async Task Its_events_pages_and_refunds_do_not_keep_the_others_from_theirs()
    {
        World.Deaf = true;
        var (broken, mug) = await Other();
        var theirs = await World.Selling.PlaceOne(broken, mug);
        await World.Pay(await World.Click(theirs));
        var silent = await World.Selling.PlaceOne(broken, mug);
        await World.Click(silent);
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        await PaymentWorld.Until(() => Task.FromResult(World.Hooks.Count(h => h.Type == "checkout.session.completed") == 2));
        foreach (var hook in World.Hooks.Where(h => h.Type == "checkout.session.completed"))
        {
            var key = await Account(hook.Token == PaymentWorld.HookToken(broken) ? broken : Shop);
            await Store(hook, key);
        }

        await Break(broken);
        Later(20);
        await Reconcile();

        (await StateOf(order)).Should().Be(OrderState.Paid);
        (await broken.Ask<int>($"select attempts from payment_event")).Should().Be(1, "it counts towards giving up");
        (await broken.Ask<long>($"select count(*) from checkout_session where checked_at is null")).Should().Be(0);
    }

    [Fact]
    public async Task An_event_that_breaks_the_program_each_time_is_shown_to_staff()
    {
        World.Deaf = true;
        var (broken, mug) = await Other();
        await World.Pay(await World.Click(await World.Selling.PlaceOne(broken, mug)));
        await Store(await World.Hook("checkout.session.completed"), await Account(broken));
        await Break(broken);
        await broken.Db.Execute($"update payment_event set attempts = 49, received_at = {World.Clock.GetUtcNow() - TimeSpan.FromDays(1)}", Ct);

        await Reconcile();

        (await broken.Ask<string>($"select kind from payment_exception")).Should().Be("event-not-applied");
        (await broken.Ask<string>($"select state from payment_event")).Should().Be("exception");
    }

    [Fact]
    public async Task A_refund_that_breaks_the_program_for_hours_is_shown_to_staff_and_goes_out_when_it_can()
    {
        var (broken, mug) = await Other();
        var order = await World.Buy(broken, mug);
        await World.Fault(new { kind = "too-many", match = "POST /v1/refunds", times = 1 });
        await World.Get<Refunds>().Make(broken.Id, new(order.OrderId, null, "late"), Selling.Ann, Ct);
        var sealedSecrets = await broken.Ask<byte[]>($"select credentials from payment_account");
        await Break(broken);
        Later(60 * 8);

        await Reconcile();
        (await broken.Ask<string>($"select kind from payment_exception")).Should().Be("refund-not-made");
        await broken.Db.Execute($"update payment_account set credentials = {sealedSecrets}", Ct);
        Later(60);
        await Reconcile();

        (await broken.Ask<string>($"select state from refund")).Should().Be("succeeded");
    }

    private async Task<(SellingShop Shop, VariantId Mug)> Other()
    {
        var shop = await World.Shop();
        return (shop, await shop.Sells("MUG", 900, 5));
    }

    private static Task Break(SellingShop shop)
    {
        byte[] unreadable = [0];
        return shop.Db.Execute($"update payment_account set credentials = {unreadable}", Ct);
    }

    private static Task<PaymentAccountId> Account(SellingShop shop) => shop.Ask<PaymentAccountId>($"select id from payment_account");

    // As the webhook leaves it when the program dies right after.
    private Task Store(Hook hook, PaymentAccountId account)
    {
        var id = System.Text.Json.JsonDocument.Parse(hook.Raw).RootElement.GetProperty("id").GetString()!;
        return Database.Run($"""
            insert into payment_event (tenant_id, payment_account_id, event_id, type, raw, state, received_at)
            select tenant_id, id, '{id}', '{hook.Type}', '\x{Convert.ToHexStringLower(hook.Raw)}', 'received', '{World.Clock.GetUtcNow():O}' from payment_account where id = '{account}'
            """);
    }
}
