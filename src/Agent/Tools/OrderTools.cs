using System.ComponentModel;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>Tools over the customer's own orders. Somebody else's order number is the number of no order.</summary>
public sealed class OrderTools(PlaceOrder place, Orders orders, PendingActions pending)
{
    private const string Cancel = "cancel_order";

    [Description("Places an order from the cart and shows its total with the payment link.")]
    public ToolWork Checkout(ToolCall call, [Description("Code of a way to deliver; leave out for the usual one.")] string? shipping = null) =>
        ToolWork.Write(async (writing, ct) =>
        {
            var placed = await place.Place(writing.Db, new(writing.Contact, writing.Conversation, shipping), ct);
            return placed.Refusal is { } refusal ? Refused(writing, refusal) : OrderTexts.Placed(writing, placed.Value, shipping);
        });

    [Description("Shows the state of the customer's order.")]
    public async Task<ToolAnswer> OrderStatus(
        ToolCall call, [Description("The order's number; leave out for the latest.")] string? number = null, CancellationToken ct = default) =>
        await Find(call, number, _ => true, ct) is { } order ? OrderTexts.Status(call, order) : Refused(call, Refusals.NoOrder);

    [Description("Asks the customer to confirm that an unpaid order shall be cancelled. It is cancelled only by their own confirmation.")]
    public async Task<ToolWork> CancelOrder(
        ToolCall call, [Description("The order's number; leave out for the latest.")] string? number = null, CancellationToken ct = default)
    {
        if (await Find(call, number, o => o.State == OrderState.AwaitingPayment, ct) is not { } order)
        {
            return Refused(call, Refusals.NoOrder);
        }

        return order.State == OrderState.AwaitingPayment
            ? Propose(order)
            : ToolAnswer.Refused(Refusals.NotCancellable, call.Say($"{call.Words.OrderIs(order.Number, call.Words.State(order.State))} {call.Words.Refused(Refusals.NotCancellable)}") with
            {
                Choices = [new(call.Words.Human, Actions.Human)],
            });
    }

    /// <summary>The customer has confirmed; what the row says is done, whatever a brain would like.</summary>
    internal async Task<ToolAnswer> Confirmed(ToolCall writing, CancellationToken ct)
    {
        if (await Take(writing, ct) is not { } order)
        {
            return Refused(writing, Refusals.ConfirmationGone);
        }

        var cancelled = await orders.Cancel(writing.Db, order.Order, new Actor(ActorKind.Customer, $"{writing.Contact}"), ct);
        return cancelled.Refusal is { } refusal
            ? Refused(writing, refusal)
            : ToolAnswer.Of(new { cancelled = order.Number }) with { Show = writing.Say(writing.Words.Cancelled(order.Number)) };
    }

    internal async Task<ToolAnswer> Declined(ToolCall writing, CancellationToken ct) => await Take(writing, ct) is { } order
        ? ToolAnswer.Of(new { kept = order.Number }) with { Show = writing.Say(writing.Words.Kept(order.Number)) }
        : Refused(writing, Refusals.ConfirmationGone);

    private ToolWork Propose(OrderView order) => ToolWork.Write(async (writing, ct) =>
    {
        var summary = writing.Words.ConfirmCancel(order.Number, order.Total);
        var id = await pending.Propose(writing, Cancel, new CancelArguments(order.Id, order.Number), summary, ct);
        return ToolAnswer.Of(new { needs = "confirmation", order = order.Number }) with
        {
            Show = writing.Say(summary) with
            {
                Choices = [new(writing.Words.YesCancel, Actions.Confirm(id, yes: true)), new(writing.Words.NoKeep, Actions.Confirm(id, yes: false))],
            },
            Memory = writing.Memory with { Asking = new(QuestionKind.Confirm) { Action = id }, Order = order.Number },
        };
    });

    private async Task<CancelArguments?> Take(ToolCall call, CancellationToken ct) =>
        call.Grant is { } grant ? await pending.Take<CancelArguments>(call, grant.Action, Cancel, ct) : null;

    private async Task<OrderView?> Find(ToolCall call, string? number, Predicate<OrderView> rather, CancellationToken ct)
    {
        if (number is not null)
        {
            return await orders.FindByNumber(call.Db, number, ct) is { } named && named.ContactId == call.Contact ? named : null;
        }

        var latest = await orders.Latest(call.Db, call.Contact, 5, ct);
        return latest.FirstOrDefault(o => rather(o)) ?? (latest is [var first, ..] ? first : null);
    }

    private static ToolAnswer Refused(ToolCall call, Refusal refusal) => ToolAnswer.Refused(refusal, call.Say(call.Words.Refused(refusal)) with
    {
        Choices = refusal == Refusals.NoOrder ? [new(call.Words.Human, Actions.Human)] : [],
    });

    private sealed record CancelArguments(OrderId Order, string Number);
}
