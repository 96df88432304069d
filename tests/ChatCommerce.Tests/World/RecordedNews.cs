using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Tests.World;

/// <summary>Keeps what customers were told, in the same transaction as the change: what rolled back was never said.</summary>
public sealed class RecordedNews : IOrderNews
{
    private readonly List<OrderNews> told = [];

    public IReadOnlyList<OrderNews> Told
    {
        get
        {
            lock (told)
            {
                return [.. told];
            }
        }
    }

    public Task Announce(TenantScope db, OrderNews news, CancellationToken ct)
    {
        db.AfterCommit(() =>
        {
            lock (told)
            {
                told.Add(news);
            }
        });
        return Task.CompletedTask;
    }
}
