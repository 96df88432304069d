using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments;

/// <summary>Money that came in for an order.</summary>
/// <param name="Left">What of it can still be given back.</param>
/// <param name="Kept">False when it came too late or twice, and goes back by itself.</param>
public sealed record PaymentView(PaymentId Id, string ProviderPaymentId, Price Amount, Price Left, bool Kept, DateTimeOffset CapturedAt);

/// <summary>The payments of orders, as people see them.</summary>
public sealed class Payments
{
    /// <summary>In the order in which they came.</summary>
    public async Task<IReadOnlyList<PaymentView>> List(TenantScope db, OrderId order, CancellationToken ct)
    {
        var rows = await db.List<Row>($"""
            select p.id, p.provider_payment_id, p.amount_minor, p.currency, p.kept, p.captured_at,
                (p.amount_minor - coalesce((select sum(r.amount_minor) from refund r
                    where r.tenant_id = p.tenant_id and r.payment_id = p.id and r.state <> 'failed'), 0))::bigint as left_minor
            from payment p where p.tenant_id = {db.Tenant} and p.order_id = {order} order by p.captured_at, p.id
            """, ct);
        return rows.ConvertAll(r => r.View());
    }

    private sealed record Row(PaymentId Id, string ProviderPaymentId, long AmountMinor, string Currency, bool Kept, DateTimeOffset CapturedAt, long LeftMinor)
    {
        public PaymentView View() => new(Id, ProviderPaymentId, new(AmountMinor, Currency), new(LeftMinor, Currency), Kept, CapturedAt);
    }
}
