using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>
/// Makes open sessions older, as if time had passed for them. The clock itself stays: signatures must bear the real
/// time, and sessions made afterwards begin with their full life.
/// </summary>
internal sealed class AgeSessions(Books books, ExpireSession expire, ExpiryAlarm alarm)
{
    /// <returns>How many sessions were aged.</returns>
    public int By(TimeSpan time, string? sessionId)
    {
        var aged = books.Change(() =>
        {
            var open = books.Sessions.OldestFirst
                .Where(session => session.Status is SessionStatus.Open && (sessionId is null || session.Id.Equals(sessionId, StringComparison.Ordinal)))
                .ToList();
            foreach (var session in open)
            {
                books.Sessions.Put(session with { Aged = session.Aged + time });
            }

            expire.EndDue();
            return open.Count;
        });
        alarm.Ring();
        return aged;
    }
}
