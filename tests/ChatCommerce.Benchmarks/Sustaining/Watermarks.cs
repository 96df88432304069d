using ChatCommerce.Benchmarks.World;
using Npgsql;

namespace ChatCommerce.Benchmarks.Sustaining;

/// <summary>Reads on one connection how far conversations are; one look at all that wait costs less than a stream for each.</summary>
internal sealed class Watermarks : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlCommand command;

    private Watermarks(NpgsqlConnection connection)
    {
        this.connection = connection;
        command = new NpgsqlCommand("select thread_key, last_watermark from conversation where thread_key = any ($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [] });
    }

    public static async Task<Watermarks> Open(BenchDatabase database)
    {
        await database.Run("create index if not exists bench_thread on conversation (thread_key)");
        var watermarks = new Watermarks(await database.Admin());
        await watermarks.command.PrepareAsync();
        return watermarks;
    }

    public async Task<Dictionary<string, long>> Read(string[] threads)
    {
        ((NpgsqlParameter<string[]>)command.Parameters[0]).TypedValue = threads;
        await using var reader = await command.ExecuteReaderAsync();
        Dictionary<string, long> read = new(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            read[reader.GetString(0)] = reader.GetInt64(1);
        }

        return read;
    }

    public async ValueTask DisposeAsync()
    {
        await command.DisposeAsync();
        await connection.DisposeAsync();
    }
}
