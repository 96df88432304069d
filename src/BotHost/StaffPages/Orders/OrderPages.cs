using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Orders;

/// <summary>The list of orders, and one order.</summary>
internal sealed class OrderPages(Commerce.Orders.Orders orders, OrderMoney money, Contacts contacts, TenantDb db, IAntiforgery antiforgery)
{
    public async Task<IResult> List(StaffCall call, HttpContext http)
    {
        var filter = OrderFilter.Of(http.Request.Query);
        var found = await orders.List(db.For(call.Tenant.Id), filter.Asked, http.RequestAborted);
        var view = new OrderListView(call, filter, [.. found.Take(OrderFilter.PageSize)], found.Count > OrderFilter.PageSize, Token(http));
        return StaffAnswers.Page<OrderListPage>(new() { ["View"] = view });
    }

    /// <param name="refused">A form of the page that was not taken: it is shown again with the reason.</param>
    public async Task<IResult> Show(StaffCall call, HttpContext http, string number, RefusedForm? refused)
    {
        var (scope, ct) = (db.For(call.Tenant.Id), http.RequestAborted);
        if (await orders.FindByNumber(scope, number, ct) is not { } order)
        {
            return Results.NotFound();
        }

        var desk = new OrderDesk(call, order, await contacts.Find(scope, order.ContactId, ct), await money.Payments(scope, order.Id, ct), await money.Refunds(scope, order.Id, ct))
        {
            Exceptions = await money.Exceptions(scope, order.Id, ct),
            Token = Token(http),
            Done = OrderLabels.Done(http.Request.Query["done"].ToString()),
            Refused = refused,
        };
        return StaffAnswers.Page<OrderPage>(new() { ["Desk"] = desk }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private string Token(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;
}
