using System.Net.Sockets;
using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>What must be true of the database before the program serves anyone. Each failure is one line.</summary>
public static class StartChecks
{
    public static async Task Run(DataSources sources, CancellationToken ct)
    {
        await using var connection = await Open(sources.App, ct);
        await using var system = await Open(sources.System, ct);
        try
        {
            await Durability(connection, ct);
            await Role(connection, "app", ct);
            await Extension(connection, ct);
            await Migrations(connection, ct);
            await Durability(system, ct);
            await Role(system, "system", ct);
        }
        catch (PostgresException e)
        {
            throw new StartRefused($"The database refused a start check: {e.SqlState} {e.MessageText}.");
        }
    }

    /// <summary>Throws <see cref="StartRefused"/> when the applied migrations are not exactly this build's.</summary>
    public static async Task Migrations(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = await Migrator.Applied(connection, ct);
        Migrator.Check(applied);
        if (Migrator.All.FirstOrDefault(m => !applied.ContainsKey(m.Name)) is { } missing)
        {
            throw new StartRefused($"Migration '{missing.Name}' is not applied: run the program once with 'migrate'.");
        }
    }

    internal static async Task<NpgsqlConnection> Open(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            return await source.OpenConnectionAsync(ct);
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            throw new StartRefused($"PostgreSQL does not let us in: {(e as PostgresException)?.MessageText ?? e.Message}.");
        }
    }

    /// <summary>Before the migration that creates it.</summary>
    internal static async Task ExtensionIsThere(NpgsqlConnection connection, CancellationToken ct)
    {
        if (!await Scalar<bool>(connection, "select exists (select from pg_available_extensions where name = 'vector')", ct))
        {
            throw new StartRefused("PostgreSQL has no vector extension: install pgvector beside the server.");
        }
    }

    private static async Task Durability(NpgsqlConnection connection, CancellationToken ct)
    {
        foreach (var setting in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            var value = await Scalar<string>(connection, $"select current_setting('{setting}')", ct);
            if (value is "off")
            {
                throw new StartRefused($"PostgreSQL runs with {setting}=off, which loses acknowledged messages: set it to on.");
            }
        }
    }

    private static async Task Role(NpgsqlConnection connection, string which, CancellationToken ct)
    {
        var breach = await Scalar<string?>(connection, """
            select case
                when rolsuper then 'is a superuser'
                when rolbypassrls then 'bypasses row-level security'
                when exists (select 1 from pg_class where relowner = r.oid and relkind in ('r', 'p')) then 'owns tables'
                when exists (select 1 from pg_class where relkind in ('r', 'p') and pg_has_role(r.oid, relowner, 'member')) then 'is a member of a role that owns tables'
                when exists (select 1 from pg_roles o where (o.rolsuper or o.rolbypassrls) and pg_has_role(r.oid, o.oid, 'member'))
                    then 'is a member of a role that bypasses row-level security'
            end from pg_roles r where rolname = current_user
            """, ct);
        if (breach is not null)
        {
            throw new StartRefused($"The {which} role '{connection.UserName}' {breach}: use a plain role, so that row-level security holds.");
        }
    }

    private static async Task Extension(NpgsqlConnection connection, CancellationToken ct)
    {
        var version = await Scalar<string?>(connection, "select extversion from pg_extension where extname = 'vector'", ct)
            ?? throw new StartRefused("The database has no vector extension: install pgvector and run 'create extension vector'.");
        var workers = await Scalar<string>(connection, "select current_setting('max_parallel_maintenance_workers')", ct);
        if (Version.TryParse(version, out var found) && found < new Version(0, 8, 2) && workers is not "0")
        {
            throw new StartRefused($"pgvector {version} can leak rows in parallel index builds (CVE-2026-3172): set max_parallel_maintenance_workers=0 or use 0.8.2.");
        }
    }

    private static async Task<T> Scalar<T>(NpgsqlConnection connection, string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection);
        var value = await command.ExecuteScalarAsync(ct);
        return value is null or DBNull ? default! : (T)value;
    }
}
