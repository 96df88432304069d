using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>
/// The one door to tenant data, as the app role. The tenant is a parameter; it is set for the length of one transaction, in the same
/// round trip as the statement, so row-level security is the second wall behind the predicate in each statement.
/// </summary>
public sealed class TenantDb(DataSources sources)
{
    /// <summary>A scope in which each call is a transaction of its own.</summary>
    public TenantScope For(TenantId tenant) => new SingleCalls(sources.App, tenant);

    /// <summary>Runs <paramref name="act"/> in one transaction. It may run again after a deadlock, so it holds no side effect but SQL.</summary>
    public async Task<T> Run<T>(TenantId tenant, Func<TenantScope, Task<T>> act, CancellationToken ct)
    {
        var result = await Try(tenant, async db => (Result<T>)await act(db), ct);
        return result.Value;
    }

    /// <summary>Runs <paramref name="act"/> in one transaction and rolls it back when it refuses.</summary>
    public Task<Result<T>> Try<T>(TenantId tenant, Func<TenantScope, Task<Result<T>>> act, CancellationToken ct) =>
        Transactions.Try<T, TransactionCalls>(sources.App, connection => new(connection, tenant), act, scope => scope.Committed(), ct);

    private static Sql Enter(TenantId tenant) => $"select set_config('app.tenant_id', {tenant.Value.ToString()}, true)";

    private sealed class SingleCalls(NpgsqlDataSource source, TenantId tenant) : TenantScope(tenant)
    {
        protected override Task<Reading> Send(IReadOnlyList<Sql> statements, CancellationToken ct) =>
            Send(source.CreateBatch(), Enter(Tenant), statements, ct);

        // Each call has committed by the time it returns.
        public override void AfterCommit(Action signal) => signal();
    }

    private sealed class TransactionCalls(NpgsqlConnection connection, TenantId tenant) : TenantScope(tenant)
    {
        private readonly List<Action> signals = [];
        private bool entered;

        public override void AfterCommit(Action signal) => signals.Add(signal);

        public void Committed() => signals.ForEach(signal => signal());

        protected override async Task<Reading> Send(IReadOnlyList<Sql> statements, CancellationToken ct)
        {
            var reading = await Send(connection.CreateBatch(), entered ? null : Enter(Tenant), statements, ct);
            entered = true;
            return reading;
        }
    }
}

/// <summary>One tenant's rows.</summary>
public abstract class TenantScope(TenantId tenant) : DbScope
{
    public TenantId Tenant { get; } = tenant;

    /// <summary>Runs once the transaction has committed, never when it rolled back: for waking those who wait for its rows.</summary>
    public abstract void AfterCommit(Action signal);
}
