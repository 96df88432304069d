using ChatCommerce.Platform.Database;
using Npgsql;
using Quartz;

namespace ChatCommerce.BotHost.Jobs;

/// <summary>Lays the scheduler's own tables, as the owner, from the statements that its package carries; they may run again.</summary>
internal sealed class SchedulerSchema(DatabaseOptions options)
{
    public const string Prefix = "quartz.qrtz_";
    private const string Resource = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";

    public async Task Apply(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(options.OwnerConnection());
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, "select pg_advisory_xact_lock(7264)", ct);
        if (!await Exists(connection, ct))
        {
            await Run(connection, "create schema if not exists quartz", ct);
            foreach (var statement in await Statements(ct))
            {
                await Run(connection, statement, ct);
            }

            await Run(connection, $"grant usage on schema quartz to {options.SystemRole}", ct);
            await Run(connection, $"grant select, insert, update, delete on all tables in schema quartz to {options.SystemRole}", ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task<string[]> Statements(CancellationToken ct)
    {
        await using var stream = typeof(IJob).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException("The scheduler's package no longer carries its PostgreSQL tables.");
        using var reader = new StreamReader(stream);
        var text = (await reader.ReadToEndAsync(ct)).Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", "qrtz_", StringComparison.Ordinal);
        return [.. text.ReplaceLineEndings("\n").Split("\n--;;", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
    }

    private static async Task<bool> Exists(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select to_regclass('quartz.qrtz_locks') is not null", connection);
        return (bool)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task Run(NpgsqlConnection connection, string statement, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(ct);
    }
}
