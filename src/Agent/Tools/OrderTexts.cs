using System.Globalization;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Agent.Tools;

/// <summary>How an order is told and shown.</summary>
internal static class OrderTexts
{
    /// <summary>A placed order with its totals and the one way to pay it.</summary>
    public static ToolAnswer Placed(ToolCall call, PlacedOrder order, string? shipping)
    {
        var words = call.Words;
        var method = Method(call, shipping);
        var text = string.Join('\n', order.Lines.Select(l => Line(call, l))
            .Append(words.Shipping(method?.Label ?? words.Delivery, order.Shipping))
            .Append(words.Total(order.Total))
            .Append(words.OrderReady(order.Number, Local(call, order.PayBefore))));
        return ToolAnswer.Of(new { order = order.Number, total = order.Total.Show(call.Language), shipping = order.Shipping.Show(call.Language), paymentLink = "shown" }) with
        {
            Class = MessageClass.PaymentLink,
            Show = call.Say(text) with
            {
                Link = new(words.PayNow, Under(call, $"c/{order.PayToken}")),
                Choices = [.. OtherWays(call, method)],
                Facts = Filling(call, order.Number, order.Total),
            },
            Memory = call.Memory with { Order = order.Number },
        };
    }

    public static ToolAnswer Status(ToolCall call, OrderView order)
    {
        var words = call.Words;
        var parcels = order.Shipments.Select(s => words.Tracking(s.Carrier, s.TrackingNumber));
        var text = string.Join('\n', order.Lines.Select(l => Line(call, l)).Prepend(words.OrderIs(order.Number, words.State(order.State)))
            .Append(words.Total(order.Total)).Concat(parcels));
        var unpaid = order.State == OrderState.AwaitingPayment;
        var link = unpaid ? new LinkButton(words.PayNow, Under(call, $"c/{order.PayToken}")) : new LinkButton(words.TrackOrder, Under(call, $"t/{order.TrackToken}"));
        return ToolAnswer.Of(Facts(call, order)) with
        {
            Class = unpaid ? MessageClass.PaymentLink : MessageClass.Reply,
            Show = call.Say(text) with { Link = link, Facts = Filling(call, order.Number, order.Total) },
            Memory = call.Memory with { Order = order.Number },
        };
    }

    // What fills an approved template's places, should it have to go out as one. The link stands in the message.
    private static Dictionary<string, string> Filling(ToolCall call, string number, Price total) =>
        new() { ["number"] = number, ["amount"] = total.Show(call.Language) };

    private static object Facts(ToolCall call, OrderView order) => new
    {
        order = order.Number,
        order.State,
        total = order.Total.Show(call.Language),
        items = order.Lines.Select(l => new { item = Cards.Name(l.Title, l.Options), l.Quantity }),
        parcels = order.Shipments.Select(s => new { s.Carrier, s.TrackingNumber }),
        placed = order.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    private static string Line(ToolCall call, OrderLineView line) =>
        $"{call.Words.Line(line.Quantity, Cards.Name(line.Title, line.Options))} — {line.Total.Show(call.Language)}";

    private static ShippingMethod? Method(ToolCall call, string? code) =>
        call.Shop.Shipping.FirstOrDefault(m => code is null || m.Code == code);

    private static IEnumerable<Choice> OtherWays(ToolCall call, ShippingMethod? chosen) => call.Shop.Shipping.Where(m => m != chosen)
        .Select(m => new Choice(call.Words.Shipping(m.Label, new Price(m.PriceMinor, call.Shop.Currency)), Actions.Ship(m.Code)))
        .Where(c => c.Payload.Length <= 64);

    private static string Local(ToolCall call, DateTimeOffset time)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(call.Shop.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        return TimeZoneInfo.ConvertTime(time, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
    }

    private static string Under(ToolCall call, string path) => new Uri(call.PublicUrl, path).AbsoluteUri;
}
