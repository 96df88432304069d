using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Control;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Pages;

/// <summary>The buttons of the dashboard: each does its act and leads back.</summary>
internal static class DashboardActs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var acts = routes.MapGroup("/sandbox/do/stripe");
        acts.MapPost("pay/{id}", (PaySession pay, TimeProvider clock, string id) =>
            Back(pay.ByCard(id, CardForm.Working(clock.GetUtcNow()), PayRequest.Somebody)));
        acts.MapPost("decline/{id}", (PaySession pay, TimeProvider clock, string id) =>
            Back(pay.ByCard(id, CardForm.Of(CardForm.Declines, clock.GetUtcNow()), PayRequest.Somebody)));
        acts.MapPost("expire/{id}", (Books books, ExpireSession expire, string id) =>
            Back(books.Change(() => expire.Find(id) is { Status: SessionStatus.Open } open ? expire.End(open, Origin.None) : null)));
        acts.MapPost("resend/{id}", (Books books, Events events, string id) => Back(books.Change(() =>
        {
            if (books.Events.Find(id) is not { } happened || books.Accounts.Find(happened.AccountId) is not { } account)
            {
                return null;
            }

            events.Resend(account, happened);
            return happened;
        })));
    }

    /// <summary>What is gone meanwhile is not an error: the page that comes shows how it stands.</summary>
    private static IResult Back(object? _) => Results.Extensions.SeeOther("/#stripe");
}
