using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>What an API call answers. Only an executed one is kept for its idempotency key.</summary>
internal sealed record Answer(int Status, string Body, bool Executed)
{
    public static Answer Ok(JsonObject body) => new(StatusCodes.Status200OK, JsonShapes.Text(body), Executed: true);

    /// <summary>The call was turned away before it began: bad parameters, no such thing, too many at once.</summary>
    public static Answer Invalid(StripeError error) => new(error.Status, error.ToJson(), Executed: false);

    /// <summary>The call was carried out and the answer is no.</summary>
    public static Answer Refused(StripeError error) => new(error.Status, error.ToJson(), Executed: true);
}
