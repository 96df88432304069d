using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Npgsql;

namespace ChatCommerce.Benchmarks.World;

/// <summary>A migrated database of the benchmark's own, on the server that the tests use. With keep it stays and is used again.</summary>
public sealed class BenchDatabase : IAsyncDisposable
{
    public const string Key = "bench:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    public const string RolePrefix = "chatcommerce_bench";
    private readonly string name;
    private readonly bool keep;

    private BenchDatabase(string name, bool keep, DatabaseOptions options)
    {
        (this.name, this.keep) = (name, keep);
        var key = new SecretBox(Key).Derive("database roles");
        Sources = new DataSources(options.ConnectionOf(options.AppRole, key), options.ConnectionOf(options.SystemRole, key));
        Tenants = new TenantDb(Sources);
        System = new SystemDb(Sources);
    }

    public DataSources Sources { get; }

    public TenantDb Tenants { get; }

    public SystemDb System { get; }

    /// <summary>The owner's connection, for a program that is to run on this database.</summary>
    public string Owner => AdminOf(name, pooled: true);

    private static string Server => Environment.GetEnvironmentVariable("CHATCOMMERCE_TEST_DATABASE")
        ?? throw new InvalidOperationException("CHATCOMMERCE_TEST_DATABASE is not set: ./bench sets it to a server it may use.");

    public static async Task<BenchDatabase> Open(string name, bool keep)
    {
        await using var server = new NpgsqlConnection(AdminOf("postgres", pooled: false));
        await server.OpenAsync();
        await using var exists = new NpgsqlCommand($"select count(*) from pg_database where datname = '{name}'", server);
        var options = new DatabaseOptions { Owner = AdminOf(name, pooled: true), RolePrefix = RolePrefix, MaxPoolSize = 4 };
        if (!keep || (long)(await exists.ExecuteScalarAsync())! == 0)
        {
            await Run(server, $"drop database if exists {name} with (force)");
            await Run(server, $"create database {name}");
            await new Migrator(options, new SecretBox(Key).Derive("database roles")).Apply(CancellationToken.None);
        }

        return new BenchDatabase(name, keep, options);
    }

    /// <summary>A connection of the superuser, who may load in bulk.</summary>
    public async Task<NpgsqlConnection> Admin()
    {
        var connection = new NpgsqlConnection(AdminOf(name, pooled: false));
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>All rows of a statement, each read by <paramref name="read"/>, as the superuser.</summary>
    public async Task<List<T>> Ask<T>(string statement, Func<NpgsqlDataReader, T> read)
    {
        await using var connection = await Admin();
        await using var command = new NpgsqlCommand(statement, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async Task<long> Count(string statement) => (await Ask(statement, r => r.GetInt64(0)))[0];

    public async Task Run(string statement)
    {
        await using var connection = await Admin();
        await Run(connection, statement);
    }

    public async ValueTask DisposeAsync()
    {
        await Sources.DisposeAsync();
        if (keep)
        {
            return;
        }

        await using var server = new NpgsqlConnection(AdminOf("postgres", pooled: false));
        await server.OpenAsync();
        await Run(server, $"drop database if exists {name} with (force)");
    }

    private static string AdminOf(string database, bool pooled) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = pooled, CommandTimeout = 1800 }.ConnectionString;

    private static async Task Run(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
