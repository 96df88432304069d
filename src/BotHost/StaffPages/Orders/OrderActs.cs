using System.Globalization;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.BotHost.StaffPages.Orders;

/// <summary>The forms of an order's page. What is refused comes back in the form it was typed into.</summary>
internal sealed class OrderActs(Commerce.Orders.Orders orders, Refunds refunds, CheckPayment check, OrderPages pages, TenantDb db)
{
    public Task<IResult> Cancel(StaffCall call, HttpContext http, string number) => Act(call, http, number, "cancel",
        (order, _) => Change(call, http, tx => orders.Cancel(tx, order.Id, call.Actor, http.RequestAborted)));

    public Task<IResult> Complete(StaffCall call, HttpContext http, string number) => Act(call, http, number, "complete",
        (order, _) => Change(call, http, tx => orders.MarkCompleted(tx, order.Id, call.Actor, http.RequestAborted)));

    public Task<IResult> Ship(StaffCall call, HttpContext http, string number) => Act(call, http, number, "ship", (order, form) =>
    {
        var parcel = new NewShipment(form["carrier"], form["trackingNumber"], form["trackingUrl"] is { Length: > 0 } url ? url : null);
        return Change(call, http, tx => orders.MarkShipped(tx, order.Id, parcel, call.Actor, http.RequestAborted));
    });

    public Task<IResult> Check(StaffCall call, HttpContext http, string number) => Act(call, http, number, "check",
        async (order, _) => (await check.Ask(call.Tenant.Id, order.Id, call.Actor, http.RequestAborted)).Refusal);

    public Task<IResult> Refund(StaffCall call, HttpContext http, string number) => Act(call, http, number, "refund", async (order, form) =>
    {
        var amount = TypedAmount.Read(form["amount"], order.Total.Currency);
        if (!amount.Ok)
        {
            return amount.Refusal;
        }

        var known = int.TryParse(form["known"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var request = new RefundRequest(order.Id, amount.Value.Minor, form["reason"], form.IsTicked("restock"), known);
        return (await refunds.Make(call.Tenant.Id, request, call.Actor, CancellationToken.None)).Refusal;
    });

    private async Task<IResult> Act(StaffCall call, HttpContext http, string number, string act, Func<OrderView, StaffForm, Task<Refusal?>> run)
    {
        if (await orders.FindByNumber(db.For(call.Tenant.Id), number, http.RequestAborted) is not { } order)
        {
            return Results.NotFound();
        }

        var form = await StaffForm.Read(http);
        return await run(order, form) is { } refusal
            ? await pages.Show(call, http, number, new(act, refusal, form))
            : SeeOther.To($"/{call.Tenant.Slug}/manage/orders/{order.Number}?done={act}");
    }

    private async Task<Refusal?> Change(StaffCall call, HttpContext http, Func<TenantScope, Task<Result<OrderView>>> change) =>
        (await db.Try(call.Tenant.Id, change, http.RequestAborted)).Refusal;
}
