using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>What the hosted page asks of the person who pays.</summary>
public sealed record Buyer
{
    public string? Email { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Line1 { get; init; }

    public string? City { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    public JsonObject Address() => new()
    {
        ["city"] = City,
        ["country"] = Country,
        ["line1"] = Line1,
        ["line2"] = null,
        ["postal_code"] = PostalCode,
        ["state"] = null,
    };

    public JsonObject CustomerDetails() => new()
    {
        ["address"] = Address(),
        ["email"] = Email,
        ["name"] = Name,
        ["phone"] = Phone,
        ["tax_exempt"] = "none",
        ["tax_ids"] = new JsonArray(),
    };

    public JsonObject ShippingDetails() => new() { ["address"] = Address(), ["name"] = Name };

    public JsonObject BillingDetails() => new()
    {
        ["address"] = Address(),
        ["email"] = Email,
        ["name"] = Name,
        ["phone"] = Phone,
        ["tax_id"] = null,
    };
}
