using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

/// <summary>Refunds that are asked for again, and those that wait.</summary>
public sealed class RefundRequestTests(TestDatabase database) : PaymentTest(database)
{
    [Fact]
    public async Task The_same_request_asked_again_is_the_same_refund_and_another_is_refused()
    {
        var order = await World.Buy(Shop, Shoe);
        var request = new RefundRequest(order.OrderId, 1000, "does not fit") { Key = "one" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => World.Get<Refunds>().Make(Shop.Id, request, Selling.Ann, Ct)));

        answers.Select(a => a.Value.Id).Distinct().Should().ContainSingle();
        (await World.Get<Refunds>().Make(Shop.Id, request with { AmountMinor = 1001 }, Selling.Ann, Ct)).Refusal!.Code.Should().Be("idempotency-key-reused");
        (await World.Get<Refunds>().Make(Shop.Id, request with { Key = "two" }, Selling.Ann, Ct)).Ok.Should().BeTrue();
        (await World.AtStripe(Shop, "refunds")).GetProperty("data").GetArrayLength().Should().Be(2);
    }

    [Fact]
    public async Task Refunds_that_a_bank_keeps_waiting_stand_back_behind_a_new_one()
    {
        World.Deaf = true;
        var order = await World.Selling.PlaceOne(Shop, Shoe);
        await World.Pay(await World.Click(order));
        await World.Get<SettlePayment>().Check(Shop.Id, order.OrderId, "staff", Ct);
        await Shop.Db.Execute($"""
            insert into refund (tenant_id, id, payment_id, order_id, n, provider_id, amount_minor, currency, reason, state, actor, created_at)
            select p.tenant_id, gen_random_uuid(), p.id, p.order_id, 100 + n, 're_' || n, 1, p.currency, '', 'pending', 'system:test', {World.Clock.GetUtcNow() - TimeSpan.FromHours(3)}
            from payment p, generate_series(1, 250) n
            """, Ct);
        await World.Fault(new { kind = "reset", match = "POST /v1/refunds", times = 1 });
        await World.Get<Refunds>().Make(Shop.Id, new(order.OrderId, 1000, "late"), Selling.Ann, Ct);
        await World.Fault(new { kind = "server-error", match = "GET /v1/refunds", times = 199 });
        Later(1);

        await Reconcile();
        (await Shop.Ask<string>($"select state from refund where amount_minor = 1000")).Should().Be("succeeded");
        (await Shop.Ask<long>($"select count(*) from refund where state = 'pending' and checked_at is null")).Should().Be(51);
        await Reconcile();

        (await Shop.Ask<long>($"select count(*) from refund where state = 'pending' and checked_at is null")).Should().Be(0, "those that were asked about wait, the others have their turn");
    }
}
