using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>Applies the embedded migrations in name order as the owner, one transaction each, under an advisory lock.</summary>
public sealed class Migrator(DatabaseOptions options, byte[] key)
{
    private const long Lock = 0x6368_6174_636f_6d6d;

    /// <summary>Migrations of this build, by name.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadAll();

    /// <summary>Brings the database up to this build. Refuses, in one line, when it is ahead of this build or was edited.</summary>
    public async Task Apply(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(options.OwnerConnection());
        await using var connection = await StartChecks.Open(source, ct);
        await StartChecks.ExtensionIsThere(connection, ct);
        await Run(connection, $"select pg_advisory_lock({Lock})", ct);
        var doing = "making its roles";
        try
        {
            await EnsureRoles(connection, ct);
            await Run(connection, "create table if not exists schema_migration (name text primary key, checksum text not null, applied_at timestamptz not null default now())", ct);
            var applied = await Applied(connection, ct);
            Check(applied);
            foreach (var migration in All.Where(m => !applied.ContainsKey(m.Name)))
            {
                doing = $"migration '{migration.Name}'";
                await Apply(connection, migration, ct);
            }
        }
        catch (PostgresException e)
        {
            throw new StartRefused($"The database refused {doing}: {e.SqlState} {e.MessageText}.");
        }

        await Run(connection, $"select pg_advisory_unlock({Lock})", ct);
    }

    /// <summary>Throws <see cref="StartRefused"/> when the applied migrations are not this build's.</summary>
    internal static void Check(Dictionary<string, string> applied)
    {
        var known = All.ToDictionary(m => m.Name, m => m.Checksum, StringComparer.Ordinal);
        if (applied.Keys.FirstOrDefault(name => !known.ContainsKey(name)) is { } newer)
        {
            throw new StartRefused($"The database holds migration '{newer}', which this build does not know: start a build at least as new.");
        }

        if (applied.FirstOrDefault(a => !string.Equals(known[a.Key], a.Value, StringComparison.Ordinal)).Key is { } edited)
        {
            throw new StartRefused($"Migration '{edited}' was edited after it was applied: restore its text and add a new migration.");
        }
    }

    internal static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        Dictionary<string, string> applied = new(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from schema_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            applied.Add(reader.GetString(0), reader.GetString(1));
        }

        return applied;
    }

    private async Task Apply(NpgsqlConnection connection, Migration migration, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var text = migration.Text.Replace("{app}", options.AppRole, StringComparison.Ordinal).Replace("{system}", options.SystemRole, StringComparison.Ordinal);
        await Run(connection, text, ct);
        await using (var log = new NpgsqlCommand("insert into schema_migration (name, checksum) values ($1, $2)", connection))
        {
            log.Parameters.Add(new() { Value = migration.Name });
            log.Parameters.Add(new() { Value = migration.Checksum });
            await log.ExecuteNonQueryAsync(ct);
        }

        await transaction.CommitAsync(ct);
    }

    // Roles belong to the whole cluster, where the lock of one database does not reach: of two that start at once, one tries again.
    private async Task EnsureRoles(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await Run(connection, $"select pg_advisory_xact_lock({Lock + 1})", ct);
        foreach (var (role, given) in new[] { (options.AppRole, options.App), (options.SystemRole, options.System) })
        {
            if (given.Length > 0)
            {
                continue;
            }

            var password = DatabaseOptions.PasswordOf(role, key);
            await Run(connection, $"""
                do $do$ begin
                    for attempt in 1..20 loop
                        begin
                            if not exists (select 1 from pg_roles where rolname = '{role}') then
                                create role {role} login nosuperuser nobypassrls nocreatedb nocreaterole password '{password}';
                            else
                                alter role {role} password '{password}';
                            end if;
                            exit;
                        exception when internal_error or unique_violation or duplicate_object then
                            perform pg_sleep(0.02 * attempt);
                        end;
                    end loop;
                end $do$
                """, ct);
        }

        await transaction.CommitAsync(ct);
    }

    private static async Task Run(NpgsqlConnection connection, string text, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(text, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static List<Migration> ReadAll()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith("migrations/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

        Migration Read(string resource)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n");
            return new(resource["migrations/".Length..^".sql".Length], text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }
}

public sealed record Migration(string Name, string Text, string Checksum);

/// <summary>The program cannot start; the message is the one line that says why and what to do.</summary>
public sealed class StartRefused(string message) : Exception(message.ReplaceLineEndings(" "));
