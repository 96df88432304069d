using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Payments;

/// <summary>A world with one shop and one thing to sell, and the books that must hold at the end of each test.</summary>
public abstract class PaymentTest(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    protected static readonly CancellationToken Ct = CancellationToken.None;

    protected TestDatabase Database => database;

    protected PaymentWorld World { get; private set; } = null!;

    protected SellingShop Shop { get; private set; } = null!;

    protected VariantId Shoe { get; private set; }

    /// <summary>What the customer was told of, once the hooks under way are done.</summary>
    protected IReadOnlyList<OrderNews> Told
    {
        get
        {
            SpinWait.SpinUntil(() => !World.IsReceiving, TimeSpan.FromSeconds(20));
            return World.News.Told(Shop.Db.Tenant);
        }
    }

    public async ValueTask InitializeAsync()
    {
        World = await PaymentWorld.Start(database);
        Shop = await World.Shop();
        Shoe = await Shop.Sells("SHOE", 4500, 10);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await World.DisposeAsync();
    }

    protected Task<OrderView> Order(PlacedOrder order) => World.Selling.Order(Shop, order.OrderId);

    protected async Task<OrderState> StateOf(PlacedOrder order) => (await Order(order)).State;

    protected Task UntilState(PlacedOrder order, OrderState state) => PaymentWorld.Until(async () => await StateOf(order) == state);

    protected async Task<IReadOnlyList<string>> Exceptions() =>
        [.. (await World.Get<PaymentExceptions>().List(Shop.Db, new(), Ct)).Select(e => e.Kind)];

    protected Task Expire() => World.Get<ExpireOrders>().Run(Ct);

    protected Task Reconcile() => World.Get<Reconcile>().Run(Ct);

    protected void Later(int minutes) => World.Clock.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>Debits equal credits, stock rows equal their ledger and their holds, one kept payment an order.</summary>
    protected async Task TheBooksHold()
    {
        (await Shop.Ask<long>($"select count(*) from (select transaction from ledger_entry group by transaction, currency having sum(amount_minor) <> 0) t")).Should().Be(0);
        (await Shop.Ask<long>($"""
            select count(*) from sales_order o where o.state in ('paid', 'fulfilling', 'completed', 'partly_refunded', 'refunded')
              and o.total_minor <> (select coalesce(sum(p.amount_minor), 0) from payment p where p.order_id = o.id and p.kept)
            """)).Should().Be(0);
        (await Shop.Ask<long>($"""
            select count(*) from stock s
            where s.reserved <> (select coalesce(sum(h.quantity), 0) from hold h where h.variant_id = s.variant_id and h.state = 'held')
               or s.on_hand <> (select sum(e.on_hand_delta) from stock_entry e where e.variant_id = s.variant_id)
               or s.reserved <> (select sum(e.reserved_delta) from stock_entry e where e.variant_id = s.variant_id)
            """)).Should().Be(0);
    }
}
