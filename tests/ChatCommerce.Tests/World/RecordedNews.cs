using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Tests.World;

/// <summary>Keeps what customers were told, in the same transaction as the change: what rolled back was never said.</summary>
public sealed class RecordedNews : IOrderNews
{
    private readonly List<(TenantId Shop, OrderNews News)> told = [];

    /// <summary>Of one shop: a job that several tests share a database with may end what an earlier test's shop left open.</summary>
    public IReadOnlyList<OrderNews> Told(TenantId shop)
    {
        lock (told)
        {
            return [.. told.Where(t => t.Shop == shop).Select(t => t.News)];
        }
    }

    public Task Announce(TenantScope db, OrderNews news, CancellationToken ct)
    {
        db.AfterCommit(() =>
        {
            lock (told)
            {
                told.Add((db.Tenant, news));
            }
        });
        return Task.CompletedTask;
    }
}
