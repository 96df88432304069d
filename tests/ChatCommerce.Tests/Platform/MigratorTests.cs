using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class MigratorTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Two_nodes_that_start_on_an_empty_database_migrate_it_once()
    {
        var empty = database.Name + "_empty";
        await database.Run($"create database {empty}");
        try
        {
            var owner = new NpgsqlConnectionStringBuilder(database.Admin) { Database = empty }.ConnectionString;
            var options = new DatabaseOptions { Owner = owner, RolePrefix = database.Options.RolePrefix };
            var key = new SecretBox(TestDatabase.EncryptionKey).Derive("database roles");

            await Task.WhenAll(new Migrator(options, key).Apply(CancellationToken.None), new Migrator(options, key).Apply(CancellationToken.None));

            await using var source = NpgsqlDataSource.Create(owner);
            await using var command = source.CreateCommand("select array_agg(name || ' ' || checksum) from schema_migration");
            ((string[])(await command.ExecuteScalarAsync())!).Should().BeEquivalentTo(Migrator.All.Select(m => $"{m.Name} {m.Checksum}"));
        }
        finally
        {
            await database.Run($"drop database {empty} with (force)");
        }
    }
}
