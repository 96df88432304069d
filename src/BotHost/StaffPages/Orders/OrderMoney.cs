using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.StaffPages.Orders;

/// <summary>All the money of one order: what came, what went back, what does not fit.</summary>
internal sealed class OrderMoney(Commerce.Payments.Payments payments, Refunds refunds, PaymentExceptions exceptions)
{
    public Task<IReadOnlyList<PaymentView>> Payments(TenantScope db, OrderId order, CancellationToken ct) => payments.List(db, order, ct);

    public Task<IReadOnlyList<RefundView>> Refunds(TenantScope db, OrderId order, CancellationToken ct) => refunds.List(db, order, ct);

    public Task<IReadOnlyList<PaymentExceptionView>> Exceptions(TenantScope db, OrderId order, CancellationToken ct) =>
        exceptions.List(db, new(Order: order), ct);
}
