using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class RefundsApi
{
    public static void MapRefunds(this RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/orders/{id}").WithTags("Orders");
        orders.MapGet("/payments", Payments).WithSummary("What came in for an order, and what of it can still be given back.").Produces<PaymentView[]>();
        orders.MapPost("/payments/check", Check).RequireAuthorization(ApiModule.PolicyOf(Role.Agent))
            .WithSummary("Asks the payment provider now whether an order has been paid, and settles it if so.").Produces<CheckedPayment>();
        orders.MapGet("/refunds", List).WithSummary("An order's refunds, oldest first.").Produces<RefundView[]>();
        orders.MapPost("/refunds", Make).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Gives back all that is left of an order's payment, or a part of it.").Produces<RefundView>();
    }

    private static async Task<IResult> Payments(ApiCall call, OrderId id, Orders orders, Payments payments, TenantDb db, CancellationToken ct) =>
        await orders.Find(db.For(call.Tenant), id, ct) is null
            ? ApiAnswers.Refused(OrderRefusals.NotFound)
            : Results.Ok(await payments.List(db.For(call.Tenant), id, ct));

    private static async Task<IResult> Check(ApiCall call, OrderId id, CheckPayment check, CancellationToken ct) =>
        ApiAnswers.Of(await check.Ask(call.Tenant, id, call.Actor, ct));

    private static async Task<IResult> List(ApiCall call, OrderId id, Orders orders, Refunds refunds, TenantDb db, CancellationToken ct) =>
        await orders.Find(db.For(call.Tenant), id, ct) is null
            ? ApiAnswers.Refused(OrderRefusals.NotFound)
            : Results.Ok(await refunds.List(db.For(call.Tenant), id, ct));

    // Money moves: whoever hangs up in the middle finds it done by asking again with the same key.
    private static async Task<IResult> Make(ApiCall call, OrderId id, NewRefundOrder refund, Refunds refunds) =>
        ApiAnswers.Of(await refunds.Make(
            call.Tenant, new(id, refund.AmountMinor, CustomerText.Clean(refund.Reason), refund.Restock, refund.Known) { Key = call.WriteKey }, call.Actor,
            CancellationToken.None));
}

/// <param name="AmountMinor">Minor units of the order's currency; all that is left when none is given.</param>
/// <param name="Reason">For people: why; up to 500 characters.</param>
/// <param name="Restock">Whether the goods go back on the shelf; only when everything goes back.</param>
/// <param name="Known">How many refunds the order has as far as you know: refused with <c>refunds-changed</c> when it has another number.</param>
public sealed record NewRefundOrder(long? AmountMinor = null, string? Reason = null, bool Restock = false, int? Known = null);
