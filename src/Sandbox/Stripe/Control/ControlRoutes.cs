using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary><c>/sandbox/stripe</c>: what a test may do that nobody can at Stripe.</summary>
internal static class ControlRoutes
{
    public static IServiceCollection AddStripeControl(this IServiceCollection services) => services
        .AddSingleton<AccountSettings>()
        .AddSingleton<RunFileAccounts>()
        .AddSingleton<Tamper>()
        .AddSingleton<StripeReport>()
        .AddSingleton<AgeSessions>();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/sandbox/stripe");
        MapAccounts(group);
        MapSessions(group.MapGroup("sessions/{id}"));
        MapAfterwards(group);
        MapEvents(group);
        group.MapGet("ledger", (StripeReport report, string? account) => report.Ledger(account));
        group.MapPost("clock/advance", (AgeSessions age, double seconds, string? session) => seconds is > 0 and <= 31_536_000
            ? Results.Ok(new { aged = age.By(TimeSpan.FromSeconds(seconds), session) })
            : Results.BadRequest(new { error = "seconds must be more than 0 and at most a year" }));
    }

    private static void MapAccounts(RouteGroupBuilder group)
    {
        group.MapGet("accounts", (AccountSettings settings, RunFileAccounts demo) =>
        {
            demo.Refresh();
            return settings.All();
        });
        group.MapPut("accounts/{id}", (AccountSettings settings, string id, AccountRequest wanted) =>
            settings.Put(id, wanted) is { } complaint ? Results.BadRequest(new { error = complaint }) : Results.NoContent());
        group.MapDelete("accounts/{id}", (AccountSettings settings, string id) =>
            settings.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static void MapSessions(RouteGroupBuilder session)
    {
        session.MapPost("pay", (PaySession pay, TimeProvider clock, string id, PayRequest? wanted) =>
            PayAnswer.Of(pay.ByCard(id, CardForm.Of(wanted?.Card ?? CardForm.Pays, clock.GetUtcNow()), wanted?.ToBuyer() ?? PayRequest.Somebody)));
        session.MapPost("decline", (PaySession pay, TimeProvider clock, string id, PayRequest? wanted) =>
            PayAnswer.Of(
                pay.ByCard(id, CardForm.Of(wanted?.Card ?? CardForm.Declines, clock.GetUtcNow()), wanted?.ToBuyer() ?? PayRequest.Somebody),
                declineWanted: true));
        session.MapPost("cancel", (Books books, ExpireSession expire, string id) =>
            books.Change(() => expire.Find(id)) is { } found
                ? Results.Ok(new { status = SessionJson.StatusName(found.Status), redirect = found.Terms.CancelUrl })
                : Results.NotFound());
        session.MapPost("async-pending", (PaySession pay, string id, PayRequest? wanted) =>
            PayAnswer.Of(pay.Later(id, wanted?.ToBuyer() ?? PayRequest.Somebody)));
        session.MapPost("async-succeed", (PaySession pay, string id) => Settled(pay.Settle(id, arrives: true)));
        session.MapPost("async-fail", (PaySession pay, string id) => Settled(pay.Settle(id, arrives: false)));
    }

    private static void MapAfterwards(RouteGroupBuilder group)
    {
        group.MapPost("refunds/{id}/fail", (RefundPayment refunds, string id) =>
            refunds.Fail(id) is { } failed ? Json(failed.ToJson()) : Conflict("there is no such refund that went through"));
        group.MapPost("disputes", (DisputeCharge disputes, DisputeRequest wanted) =>
            disputes.Open(wanted.Session, wanted.Amount, wanted.Reason) is { } opened
                ? Json(opened.ToJson())
                : Conflict("the session is not paid, or disputed already"));
        group.MapPost("disputes/{id}/close", (DisputeCharge disputes, string id, CloseRequest wanted) =>
            disputes.Close(id, wanted.Won) is { } closed ? Json(closed.ToJson()) : Conflict("there is no such open dispute"));
    }

    private static void MapEvents(RouteGroupBuilder group)
    {
        group.MapPost("events", (Tamper tamper, TamperRequest wanted) => tamper.Send(wanted) is { } sent
            ? Json(sent.ToJson())
            : Results.NotFound(new { error = "there is no such session" }));
        group.MapPost("events/{id}/resend", (Books books, Events events, string id, int? copies) =>
            books.Change(() => Resend(books, events, id, Math.Clamp(copies ?? 1, 1, 100))) ? Results.Accepted() : Results.NotFound());
        group.MapGet("deliveries", (StripeReport report, string? account, string? session, string? type, int? limit) =>
            report.Deliveries(account, session, type, limit ?? 200));
        group.MapPost("deliveries/release", (Books books, Deliveries deliveries, ReleaseRequest? wanted) =>
            Results.Ok(new { released = books.Change(() => deliveries.Release(wanted?.Order ?? [], wanted?.Account)) }));
    }

    private static bool Resend(Books books, Events events, string id, int copies)
    {
        if (books.Events.Find(id) is not { } happened || books.Accounts.Find(happened.AccountId) is not { } account)
        {
            return false;
        }

        for (var copy = 0; copy < copies; copy++)
        {
            events.Resend(account, happened);
        }

        return true;
    }

    private static IResult Settled(CheckoutSession? session) =>
        session is null ? Conflict("the session does not wait for a payment") : Json(session.ToJson());

    private static IResult Json(System.Text.Json.Nodes.JsonObject body) => Results.Text(JsonShapes.Text(body), "application/json");

    private static IResult Conflict(string error) => Results.Conflict(new { error });
}
