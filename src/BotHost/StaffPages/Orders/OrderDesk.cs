using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.StaffPages.Orders;

/// <summary>Which orders the list shows, as its address says it.</summary>
public sealed record OrderFilter(OrderState? State, string Text, OrderId? Before)
{
    public const int PageSize = 50;

    public bool IsEmpty => State is null && Text.Length == 0;

    internal OrderListQuery Asked => new(State, Text, Before: Before, Take: PageSize + 1);

    public static OrderFilter Of(IQueryCollection query)
    {
        var state = query["state"].ToString();
        OrderState? known = Enum.GetValues<OrderState>().Where(s => SqlName.Of(s) == state).Select(s => (OrderState?)s).SingleOrDefault();
        return new(known, CustomerText.Cut(CustomerText.Clean(query["q"]), 100), OrderId.TryParse(query["before"], null, out var id) ? id : null);
    }

    /// <summary>The address's query; with the page after <paramref name="before"/>.</summary>
    public string Query(OrderId? before = null) =>
        $"?state={(State is { } state ? SqlName.Of(state) : "")}&q={Uri.EscapeDataString(Text)}{(before is null ? "" : $"&before={before}")}";
}

/// <param name="More">Whether there are older ones.</param>
public sealed record OrderListView(StaffCall Call, OrderFilter Filter, IReadOnlyList<OrderView> Orders, bool More, string Token);

/// <summary>One order with all that staff decide by.</summary>
public sealed record OrderDesk(StaffCall Call, OrderView Order, Contact? Customer, IReadOnlyList<PaymentView> Payments, IReadOnlyList<RefundView> Refunds)
{
    /// <summary>Open ones of this order.</summary>
    public IReadOnlyList<PaymentExceptionView> Exceptions { get; init; } = [];

    public string Token { get; init; } = "";

    /// <summary>What was just done, by its word in the address.</summary>
    public string? Done { get; init; }

    public RefusedForm? Refused { get; init; }

    public string Root => $"/{Call.Tenant.Slug}/manage/orders/{Order.Number}";

    /// <summary>What can still be given back.</summary>
    public Price Left => Payments.FirstOrDefault(p => p.Kept)?.Left ?? new(0, Order.Total.CurrencyCode);

    public bool MayCancel => Order.State is OrderState.AwaitingPayment && Call.May(Role.Agent);

    public bool MayCheck => Order.State is not OrderState.Draft && Order.PaymentState is PaymentState.Unpaid or PaymentState.Pending && Call.May(Role.Agent);

    public bool MayShip => Call.May(Role.Vendor) && (Order.State is OrderState.Fulfilling || OrderMoves.Allows(Order.State, OrderState.Fulfilling));

    public bool MayComplete => Call.May(Role.Vendor) && OrderMoves.Allows(Order.State, OrderState.Completed);

    public bool MayRefund => Call.May(Role.Vendor) && Left.Minor > 0 && Order.PaymentState is not PaymentState.Disputed;

    public string Text(Price price) => price.Show(Call.Tenant.Locale[..2]);
}

/// <param name="Act">The form's own name, such as <c>refund</c>.</param>
/// <param name="Typed">What stood in it, to be put right.</param>
public sealed record RefusedForm(string Act, Refusal Refusal, StaffForm Typed);
