using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Control;
using ChatCommerce.Sandbox.Stripe.Objects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatCommerce.Sandbox.Stripe.Pages;

/// <summary>The hosted checkout page.</summary>
internal static class PayRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(StripeModule.Root + "/pay/{id}");
        page.MapGet("", Show);
        page.MapPost("", Pay);
    }

    private static IResult Show(HttpContext http, Books books, ExpireSession expire, TimeProvider clock, string id)
    {
        if (books.Change(() => expire.Find(id)) is not { } session)
        {
            return Results.NotFound("There is no such checkout.");
        }

        return Page(http, books, session, new PayView { Form = PayForm.FilledIn(session.Terms, clock.GetUtcNow()) });
    }

    private static async Task<IResult> Pay(HttpContext http, Books books, PaySession pay, TimeProvider clock, string id)
    {
        if (books.Read(() => books.Sessions.Find(id)) is not { } session)
        {
            return Results.NotFound("There is no such checkout.");
        }

        if (!http.Request.HasFormContentType)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var form = await PayForm.Read(http.Request, http.RequestAborted);
        var texts = Texts(http, session);
        if (form.Mistake(session.Terms, texts, clock.GetUtcNow()) is var (field, message))
        {
            http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return Page(http, books, session, new PayView { Form = form, WrongField = field, Wrong = message });
        }

        var outcome = pay.ByCard(id, form.Card, form.ToBuyer(session.Terms))!;
        // 303, so that going back and forth does not pay again.
        if (outcome.Paid)
        {
            return Results.Extensions.SeeOther(PayAnswer.SuccessUrl(outcome.Session));
        }

        if (outcome.Decline is not { } decline)
        {
            return Page(http, books, outcome.Session, new PayView { Form = form });
        }

        http.Response.StatusCode = StatusCodes.Status402PaymentRequired;
        var said = texts.Mistake(decline.DeclineCode ?? "", texts.Mistake(decline.Code, decline.Message));
        return Page(http, books, outcome.Session, new PayView { Form = form, WrongField = "number", Wrong = said });
    }

    private static RazorComponentResult<PayPage> Page(HttpContext http, Books books, CheckoutSession session, PayView view)
    {
        // No form-action: browsers hold the redirect after the form to it, and the shop lives elsewhere.
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' http: https: data:; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var account = books.Read(() => books.Accounts.Find(session.AccountId));
        return new RazorComponentResult<PayPage>(new
        {
            Session = session,
            Merchant = account?.Name ?? "Shop",
            Texts = Texts(http, session),
            View = view,
        });
    }

    private static PayTexts Texts(HttpContext http, CheckoutSession session) =>
        PayTexts.For(session.Terms.Locale, http.Request.Headers.AcceptLanguage.ToString());
}

/// <summary>The state of the form: what stands in it and what is wrong with it.</summary>
public sealed record PayView
{
    public required PayForm Form { get; init; }

    public string? WrongField { get; init; }

    public string? Wrong { get; init; }
}
