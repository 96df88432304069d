using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.World;

/// <summary>
/// A database of its own for one test class, copied from a migrated template and reached as the app and system roles. Use it as a class
/// fixture. Without PostgreSQL the tests fail; they never skip.
/// </summary>
public sealed class TestDatabase : IAsyncLifetime
{
    public const string EncryptionKey = "test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static string? template;
    private NpgsqlDataSource admin = null!;

    public DatabaseOptions Options { get; private set; } = new();

    public DataSources Sources { get; private set; } = null!;

    public TenantDb Tenants { get; private set; } = null!;

    public SystemDb System { get; private set; } = null!;

    public string Name { get; } = "cc_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>The superuser's connection to this database, without a pool: for one that a test closes or that must not be shared.</summary>
    public string Admin => AdminOf(Name);

    private static byte[] Key => new SecretBox(EncryptionKey).Derive("database roles");

    private static string Server => Environment.GetEnvironmentVariable("CHATCOMMERCE_TEST_DATABASE")
        ?? throw new InvalidOperationException("CHATCOMMERCE_TEST_DATABASE is not set: run ./test, which finds or sets up PostgreSQL.");

    public async ValueTask InitializeAsync()
    {
        var from = await Template();
        await Copy(from);
        Options = OptionsFor(Name);
        Sources = new(Options.ConnectionOf(Options.AppRole, Key), Options.ConnectionOf(Options.SystemRole, Key));
        Tenants = new(Sources);
        System = new(Sources);
        admin = NpgsqlDataSource.Create(Options.Owner);
    }

    public async ValueTask DisposeAsync()
    {
        await Sources.DisposeAsync();
        await admin.DisposeAsync();
        await Run("postgres", $"drop database if exists {Name} with (force)");
    }

    /// <summary>Runs a statement as superuser and returns the first column of all rows.</summary>
    public async Task<List<T>> Ask<T>(string statement)
    {
        await using var command = admin.CreateCommand(statement);
        await using var reader = await command.ExecuteReaderAsync();
        List<T> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(await reader.GetFieldValueAsync<T>(0));
        }

        return rows;
    }

    public async Task Run(string statement)
    {
        await using var command = admin.CreateCommand(statement);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }

    private static DatabaseOptions OptionsFor(string database) => new() { Owner = Pooled(database), RolePrefix = "chatcommerce_test", MaxPoolSize = 20 };

    // As in production; disposing the sources closes the pools, so the database can be dropped.
    private static string Pooled(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database }.ConnectionString;

    private static string AdminOf(string database) => new NpgsqlConnectionStringBuilder(Server) { Database = database, Pooling = false }.ConnectionString;

    // One template for each set of migrations; several test runs may meet on one server.
    private static async Task<string> Template()
    {
        await OneAtATime.WaitAsync();
        try
        {
            return template ??= await MakeTemplate();
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task<string> MakeTemplate()
    {
        var sum = string.Concat(Migrator.All.Select(m => m.Name + m.Checksum));
        var name = "cc_template_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sum)))[..12];
        await using var server = new NpgsqlConnection(AdminOf("postgres"));
        await server.OpenAsync();
        await Run(server, "select pg_advisory_lock(7262)");
        await using var exists = new NpgsqlCommand($"select count(*) from pg_database where datname = '{name}'", server);
        if ((long)(await exists.ExecuteScalarAsync())! == 0)
        {
            var draft = name + "_draft";
            await Run(server, $"drop database if exists {draft} with (force)");
            await Run(server, $"create database {draft}");
            await Run(draft, "create extension if not exists vector");
            await new Migrator(OptionsFor(draft), Key).Apply(CancellationToken.None);
            await Run(server, $"alter database {draft} rename to {name}");
        }

        return name;
    }

    // PostgreSQL copies a template only while nobody is connected to it, and one copy at a time is quickest.
    private async Task Copy(string from)
    {
        await OneAtATime.WaitAsync();
        try
        {
            await using var server = new NpgsqlConnection(AdminOf("postgres"));
            await server.OpenAsync();
            await Run(server, "select pg_advisory_lock(7263)");
            await Run(server, $"create database {Name} template {from}");
        }
        finally
        {
            OneAtATime.Release();
        }
    }

    private static async Task Run(string database, string statement)
    {
        await using var connection = new NpgsqlConnection(AdminOf(database));
        await connection.OpenAsync();
        await Run(connection, statement);
    }

    private static async Task Run(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
