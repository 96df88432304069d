using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>A merchant's Stripe account, or a platform's.</summary>
internal sealed record Account
{
    public required string Id { get; init; }

    public required string SecretKey { get; init; }

    public string? WebhookUrl { get; init; }

    public string? WebhookSecret { get; init; }

    public bool Livemode { get; init; }

    /// <summary>The account whose key may act for this one with <c>Stripe-Account</c>; its events then name the account.</summary>
    public string? Platform { get; init; }

    public string? Name { get; init; }

    public string Country { get; init; } = "US";

    public string DefaultCurrency { get; init; } = "usd";

    public DateTimeOffset Created { get; init; }

    /// <summary>The endpoint that comes with the account's own settings.</summary>
    public WebhookEndpoint? OwnEndpoint => WebhookUrl is { Length: > 0 } url && WebhookSecret is { Length: > 0 } secret
        ? new WebhookEndpoint { Id = "we_" + Id, AccountId = Id, Url = url, Secret = secret, Created = Created, Livemode = Livemode }
        : null;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["object"] = "account",
        ["business_profile"] = new JsonObject { ["name"] = Name, ["support_email"] = null, ["url"] = null },
        ["business_type"] = "company",
        ["capabilities"] = new JsonObject { ["card_payments"] = "active", ["transfers"] = "active" },
        ["charges_enabled"] = true,
        ["country"] = Country,
        ["created"] = Created.ToUnixTimeSeconds(),
        ["default_currency"] = DefaultCurrency,
        ["details_submitted"] = true,
        ["email"] = null,
        ["metadata"] = new JsonObject(),
        ["payouts_enabled"] = true,
        ["type"] = "standard",
    };
}
