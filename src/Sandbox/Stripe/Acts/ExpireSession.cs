using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Ends sessions: by the clock or by the merchant. Called inside <see cref="Books.Change{T}"/>.</summary>
internal sealed class ExpireSession(Books books, Events events, TimeProvider clock)
{
    /// <summary>The session as it is now: one whose time is over is ended by looking at it.</summary>
    public CheckoutSession? Find(string id, string? accountId = null)
    {
        if (books.Sessions.Find(id) is not { } session)
        {
            return null;
        }

        if (accountId is not null && !session.AccountId.Equals(accountId, StringComparison.Ordinal))
        {
            return null;
        }

        return IsOver(session) ? End(session, Origin.None) : session;
    }

    public int EndDue()
    {
        var due = books.Sessions.OldestFirst.Where(IsOver).ToList();
        foreach (var session in due)
        {
            End(session, Origin.None);
        }

        return due.Count;
    }

    public CheckoutSession End(CheckoutSession session, Origin origin)
    {
        var ended = session with { Status = SessionStatus.Expired };
        books.Sessions.Put(ended);
        if (books.Accounts.Find(session.AccountId) is { } account)
        {
            events.Publish(account, "checkout.session.expired", ended.ToJson(), session.Id, origin);
        }

        return ended;
    }

    private bool IsOver(CheckoutSession session) =>
        session.Status is SessionStatus.Open && session.EndsAt <= clock.GetUtcNow();
}
