using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class PaymentExceptionsApi
{
    public static void MapPaymentExceptions(this RouteGroupBuilder api)
    {
        var exceptions = api.MapGroup("/payment-exceptions").WithTags("Payment exceptions");
        exceptions.MapGet("/", List).WithSummary("Money that does not fit its order, newest first, a page at a time; the open ones unless a state is named.")
            .Produces<PaymentExceptionView[]>();
        exceptions.MapGet("/{id}", Get).WithSummary("One payment exception.").Produces<PaymentExceptionView>();
        exceptions.MapPost("/{id}/resolve", Resolve).RequireAuthorization(ApiModule.PolicyOf(Role.Vendor))
            .WithSummary("Closes a payment exception with a note of what was done about it.").Produces<PaymentExceptionView>();
    }

    private static async Task<IResult> List(
        ApiCall call, PaymentExceptions exceptions, TenantDb db, [AsParameters] PaymentExceptionFilter filter, CancellationToken ct) =>
        Results.Ok(await exceptions.List(db.For(call.Tenant), filter.Query, ct));

    private static async Task<IResult> Get(ApiCall call, PaymentExceptionId id, PaymentExceptions exceptions, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await exceptions.Find(db.For(call.Tenant), id, ct), "payment-exception");

    private static async Task<IResult> Resolve(
        ApiCall call, PaymentExceptionId id, Resolution resolution, PaymentExceptions exceptions, TenantDb db, CancellationToken ct)
    {
        var done = await db.Try(call.Tenant, tx => exceptions.Resolve(tx, id, CustomerText.Clean(resolution.Note), call.Actor, ct), ct);
        return done.Ok ? await Get(call, id, exceptions, db, ct) : ApiAnswers.Refused(done.Refusal!);
    }
}

/// <param name="State">open or resolved; open when none is named.</param>
/// <param name="Order">Of this order only.</param>
/// <param name="Before">Id of the last one of the page before.</param>
/// <param name="Take">1 to 100; 50 when none is named.</param>
public sealed record PaymentExceptionFilter(Word<PaymentExceptionState>? State, OrderId? Order, PaymentExceptionId? Before, int? Take)
{
    internal PaymentExceptionQuery Query => new(State?.Value ?? PaymentExceptionState.Open, Order, Before, Math.Clamp(Take ?? 50, 1, 100));
}

/// <param name="Note">What was done about it, in up to 2,000 characters.</param>
public sealed record Resolution(string? Note);
