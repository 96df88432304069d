using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>
/// The door for the few acts that cross tenants: finding a tenant by host, account or token, finding due work, staff sign-in. Its role
/// reaches only the tables that a migration opened to it.
/// </summary>
public sealed class SystemDb(DataSources sources) : DbScope
{
    public Task<Result<T>> Try<T>(Func<DbScope, Task<Result<T>>> act, CancellationToken ct) =>
        Transactions.Try<T, TransactionCalls>(sources.System, connection => new(connection), act, _ => { }, ct);

    protected override Task<Reading> Send(IReadOnlyList<Sql> statements, CancellationToken ct) =>
        Send(sources.System.CreateBatch(), null, statements, ct);

    private sealed class TransactionCalls(NpgsqlConnection connection) : DbScope
    {
        protected override Task<Reading> Send(IReadOnlyList<Sql> statements, CancellationToken ct) =>
            Send(connection.CreateBatch(), null, statements, ct);
    }
}
