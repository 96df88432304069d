namespace ChatCommerce.Tests.World.Programs;

/// <summary>For each route of the API a body that it accepts. A route nobody has taught this class stops the tests that go over all routes.</summary>
public static class ApiExamples
{
    /// <param name="route">Method and pattern, such as <c>PUT /api/v1/stock/{sku}</c>.</param>
    /// <param name="variant">The variant that a product's draft claims; none: a new one.</param>
    /// <returns>Null: the route takes no body.</returns>
    public static object? Body(string route, Guid contact, Guid? variant = null) => route switch
    {
        "POST /api/v1/products" => Draft(variant),
        "PUT /api/v1/products/{id}" => new { version = 1, draft = Draft(variant) },
        "PUT /api/v1/contacts/{contact}/cart/lines/{sku}" => new { quantity = 1 },
        "POST /api/v1/contacts" => new { displayName = "Somebody", language = "en" },
        "POST /api/v1/orders" => new { contactId = contact, shippingMethod = "standard" },
        "POST /api/v1/orders/{id}/shipments" => new { carrier = "Post", trackingNumber = "1", trackingUrl = "https://post.example/1" },
        "POST /api/v1/conversations/{id}/messages" => new { text = "hello" },
        "PUT /api/v1/stock/{sku}" => new { onHand = 3, version = 1 },
        "POST /api/v1/stock/{sku}/adjust" => new { delta = 1 },
        "POST /api/v1/orders/{id}/refunds" => new { amountMinor = 1, reason = "A crack", restock = false },
        "POST /api/v1/payment-exceptions/{id}/resolve" => new { note = "Seen to" },
        "POST /api/v1/products/import" => new[] { Draft(variant) },
        "POST /api/v1/orders/{id}/cancel" or "POST /api/v1/orders/{id}/complete" or "POST /api/v1/orders/{id}/payments/check" or "POST /api/v1/conversations/{id}/takeover" or "POST /api/v1/conversations/{id}/hand-back" => null,
        _ when route.Contains("{*", StringComparison.Ordinal) || route.StartsWith("DELETE", StringComparison.Ordinal) => null,
        _ => throw new NotSupportedException($"What does {route} take? Teach ApiExamples a body that it accepts, so that it is tried with another shop's ids and with bad values."),
    };

    private static object Draft(Guid? variant) => new
    {
        handle = "tried-vase",
        title = "Vase",
        brand = "Tried",
        category = "Home",
        description = "To try",
        status = "active",
        attributes = new { material = "clay" },
        options = new[] { "color" },
        images = new[] { new { url = "https://pictures.example/vase.png", alt = "A vase" } },
        variants = new[] { new { sku = "TRIED-1", options = new { color = "blue" }, priceMinor = 100, compareAtMinor = 200, active = true, onHand = 1, id = variant } },
    };
}
