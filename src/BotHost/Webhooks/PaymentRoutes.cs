using ChatCommerce.BotHost.Hosting;
using ChatCommerce.Commerce.Payments.Stripe;

namespace ChatCommerce.BotHost.Webhooks;

public static class PaymentRoutes
{
    /// <summary>The payment provider's webhook.</summary>
    public static void MapPayments(this IEndpointRouteBuilder routes) => routes.MapPost("/webhooks/stripe/{accountToken}", Stripe).DisableAntiforgery();

    // 2xx only once the event is committed; 401 for a bad signature, so that a genuine sender tries again after its secret is put right.
    private static async Task<IResult> Stripe(string accountToken, HttpRequest request, StripeWebhook webhook, CancellationToken ct)
    {
        var body = await RequestBytes.Read(request, StripeWebhook.MostBytes, ct);
        if (body is null)
        {
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        // What is received is settled even when the sender hangs up.
        var outcome = await webhook.Receive(accountToken, body, request.Headers["Stripe-Signature"].ToString(), CancellationToken.None);
        return outcome switch
        {
            WebhookOutcome.Stored or WebhookOutcome.Duplicate => Results.Ok(),
            WebhookOutcome.Forged => Results.Unauthorized(),
            WebhookOutcome.Malformed => Results.BadRequest(),
            WebhookOutcome.TooLarge => Results.StatusCode(StatusCodes.Status413PayloadTooLarge),
            _ => throw new InvalidOperationException($"Unknown outcome {outcome}."),
        };
    }
}
