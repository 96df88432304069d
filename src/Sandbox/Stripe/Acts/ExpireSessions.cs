using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Sleeps until the next session's time is over.</summary>
internal sealed class ExpireSessions(Books books, ExpireSession expire, ExpiryAlarm alarm) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            books.Change(expire.EndDue);
            var next = books.Read(() => books.Sessions.OldestFirst
                .Where(session => session.Status is SessionStatus.Open)
                .Select(session => (DateTimeOffset?)session.EndsAt)
                .Min());
            try
            {
                await alarm.Until(next, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
