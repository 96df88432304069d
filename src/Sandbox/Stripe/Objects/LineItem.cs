using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

public sealed record LineItem
{
    public required string Id { get; init; }

    public required string PriceId { get; init; }

    public required string ProductId { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<string> Images { get; init; } = [];

    public required string Currency { get; init; }

    public required long UnitAmount { get; init; }

    public required long Quantity { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool Livemode { get; init; }

    public long Amount => UnitAmount * Quantity;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "item",
        ["amount_discount"] = 0,
        ["amount_subtotal"] = Amount,
        ["amount_tax"] = 0,
        ["amount_total"] = Amount,
        ["currency"] = Currency,
        ["description"] = Name,
        ["price"] = Price(),
        ["quantity"] = Quantity,
    };

    private JsonObject Price() => new()
    {
        ["id"] = PriceId,
        ["object"] = "price",
        ["active"] = false,
        ["billing_scheme"] = "per_unit",
        ["created"] = Created.ToUnixTimeSeconds(),
        ["currency"] = Currency,
        ["custom_unit_amount"] = null,
        ["livemode"] = Livemode,
        ["lookup_key"] = null,
        ["metadata"] = new JsonObject(),
        ["nickname"] = null,
        ["product"] = ProductId,
        ["recurring"] = null,
        ["tax_behavior"] = "unspecified",
        ["tiers_mode"] = null,
        ["transform_quantity"] = null,
        ["type"] = "one_time",
        ["unit_amount"] = UnitAmount,
        ["unit_amount_decimal"] = UnitAmount.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
