using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>The results of a batch, taken in the order of its statements that return rows. Dispose it: that completes the batch.</summary>
public sealed class Reading : IAsyncDisposable
{
    private readonly NpgsqlBatch batch;
    private readonly NpgsqlDataReader reader;
    private bool started;

    internal Reading(NpgsqlBatch batch, NpgsqlDataReader reader) => (this.batch, this.reader) = (batch, reader);

    public async Task<List<T>> List<T>(CancellationToken ct)
    {
        await Next(ct);
        List<T> rows = [];
        if (await reader.ReadAsync(ct))
        {
            var read = RowReader<T>.For(reader);
            do
            {
                rows.Add(read(reader));
            }
            while (await reader.ReadAsync(ct));
        }

        return rows;
    }

    public async Task<T?> Find<T>(CancellationToken ct)
    {
        await Next(ct);
        return await reader.ReadAsync(ct) ? RowReader<T>.For(reader)(reader) : default;
    }

    public async Task<T> Get<T>(CancellationToken ct)
    {
        await Next(ct);
        return await reader.ReadAsync(ct)
            ? RowReader<T>.For(reader)(reader)
            : throw new InvalidOperationException($"Expected one {typeof(T).Name}, found none.");
    }

    /// <summary>Reads the rest and tells how many rows the batch wrote in all.</summary>
    public async Task<int> Affected(CancellationToken ct)
    {
        while (await reader.NextResultAsync(ct))
        {
        }

        return Math.Max(reader.RecordsAffected, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await batch.DisposeAsync();
    }

    private async Task Next(CancellationToken ct)
    {
        if (started && !await reader.NextResultAsync(ct))
        {
            throw new InvalidOperationException("The batch has no further result.");
        }

        started = true;
    }
}
