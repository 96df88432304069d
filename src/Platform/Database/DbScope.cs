using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>Where statements run: one tenant's rows, or the few cross-tenant tables. Each call is one round trip.</summary>
public abstract class DbScope
{
    /// <summary>Several statements in one round trip; outside a transaction they are one transaction of their own.</summary>
    public async Task<Reading> Batch(IReadOnlyList<Sql> statements, CancellationToken ct) => await Send(statements, ct);

    public async Task<List<T>> List<T>(Sql statement, CancellationToken ct)
    {
        await using var reading = await Send([statement], ct);
        return await reading.List<T>(ct);
    }

    /// <summary>The first row, or <c>default</c> when there is none: ask for a nullable type.</summary>
    public async Task<T?> Find<T>(Sql statement, CancellationToken ct)
    {
        await using var reading = await Send([statement], ct);
        return await reading.Find<T>(ct);
    }

    /// <summary>The first row; no row is a bug.</summary>
    public async Task<T> Get<T>(Sql statement, CancellationToken ct)
    {
        await using var reading = await Send([statement], ct);
        return await reading.Get<T>(ct);
    }

    /// <summary>Rows written by the statement.</summary>
    public async Task<int> Execute(Sql statement, CancellationToken ct)
    {
        await using var reading = await Send([statement], ct);
        return await reading.Affected(ct);
    }

    protected abstract Task<Reading> Send(IReadOnlyList<Sql> statements, CancellationToken ct);

    /// <summary>Runs the batch; <paramref name="first"/> is a statement of the scope's own whose result is passed over.</summary>
    private protected static async Task<Reading> Send(NpgsqlBatch batch, Sql? first, IReadOnlyList<Sql> statements, CancellationToken ct)
    {
        if (first is not null)
        {
            batch.BatchCommands.Add(first.ToCommand());
        }

        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(statement.ToCommand());
        }

        NpgsqlDataReader? reader = null;
        try
        {
            reader = await batch.ExecuteReaderAsync(ct);
            if (first is not null)
            {
                await reader.NextResultAsync(ct);
            }

            return new Reading(batch, reader);
        }
        catch
        {
            // Disposing the batch is not enough: the reader holds the connection until it is closed.
            await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
            await batch.DisposeAsync();
            throw;
        }
    }
}
