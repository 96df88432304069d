using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>Who pays and with which card; both have a default.</summary>
internal sealed record PayRequest(string? Card, string? Email, string? Name, string? Phone)
{
    public static readonly Buyer Somebody = new()
    {
        Email = "mina@example.com",
        Name = "Mina Park",
        Line1 = "110 Sejong-daero",
        City = "Seoul",
        PostalCode = "04524",
        Country = "KR",
    };

    public Buyer ToBuyer() => Somebody with { Email = Email ?? Somebody.Email, Name = Name ?? Somebody.Name, Phone = Phone };
}

internal sealed record DisputeRequest(string Session, long? Amount, string? Reason);

internal sealed record CloseRequest(bool Won);

/// <summary>Held events go out in this order of their ids.</summary>
internal sealed record ReleaseRequest(IReadOnlyList<string>? Order, string? Account);

/// <summary>A genuine event of a session with something changed.</summary>
internal sealed record TamperRequest
{
    public required string Session { get; init; }

    public string Type { get; init; } = "checkout.session.completed";

    /// <summary>Laid over <c>data.object</c>: <c>{"amount_total": 1, "metadata": {"tenant": "other"}}</c>.</summary>
    public JsonObject? Overrides { get; init; }

    /// <summary>The event's <c>account</c>; "" leaves it out.</summary>
    public string? Account { get; init; }

    /// <summary>Set on the event and on its object.</summary>
    public bool? Livemode { get; init; }

    public string? ApiVersion { get; init; }

    /// <summary><c>right</c>, <c>wrong</c>, <c>stale</c> or <c>missing</c>.</summary>
    public string? Signature { get; init; }

    public SignatureKind SignatureKind => Enum.TryParse<SignatureKind>(Signature, ignoreCase: true, out var kind) ? kind : SignatureKind.Right;
}

internal static class PayAnswer
{
    /// <summary>402 when the bank declines, unless a decline is what was asked for; 409 when the session is not open.</summary>
    public static IResult Of(PayOutcome? outcome, bool declineWanted = false)
    {
        if (outcome is null)
        {
            return Results.NotFound(new { error = "there is no such session" });
        }

        var session = outcome.Session;
        var body = new
        {
            status = SessionJson.StatusName(session.Status),
            paymentStatus = session.Paid ? "paid" : "unpaid",
            paymentIntent = session.PaymentIntentId,
            decline = outcome.Decline,
            redirect = outcome.Paid ? SuccessUrl(session) : null,
        };
        if (!outcome.WasOpen)
        {
            return Results.Json(body, statusCode: StatusCodes.Status409Conflict);
        }

        return outcome.Decline is null || declineWanted
            ? Results.Ok(body)
            : Results.Json(body, statusCode: StatusCodes.Status402PaymentRequired);
    }

    public static string SuccessUrl(CheckoutSession session) =>
        session.Terms.SuccessUrl.Replace("{CHECKOUT_SESSION_ID}", session.Id, StringComparison.Ordinal);
}
