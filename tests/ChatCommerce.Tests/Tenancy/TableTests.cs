using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>Every table that PostgreSQL's catalogue knows, as the app role meets it in one shop's scope while another shop has rows in it.</summary>
[Collection(nameof(TwoShops))]
public sealed class TableTests(TwoShops shops)
{
    private const string Refused = "42501";
    private readonly List<string> leaks = [];

    [Fact]
    public async Task Every_table_has_rows_of_both_shops()
    {
        foreach (var table in await shops.TenantTables())
        {
            var both = await shops.Database.Ask<Guid>($"select distinct tenant_id from {table} where tenant_id in ('{shops.Mine.Tenant}', '{shops.Theirs.Tenant}')");
            both.Should().HaveCount(2, "the tests of tenancy prove nothing about {0} without a row of each shop: teach FillShop to write one", table);
        }
    }

    [Fact]
    public async Task No_row_of_another_shop_is_read_changed_or_deleted()
    {
        var before = await shops.TheirRows();
        foreach (var table in await shops.TenantTables())
        {
            await Expect(0, table, "sees", $"select count(*) from {table} where tenant_id <> '{shops.Mine.Tenant}'");
            await Expect(0, table, "changes", $"with touched as (update {table} set tenant_id = tenant_id where tenant_id = '{shops.Theirs.Tenant}' returning 1) select count(*) from touched");
            await Expect(0, table, "deletes", $"with touched as (delete from {table} where tenant_id = '{shops.Theirs.Tenant}' returning 1) select count(*) from touched");
        }

        leaks.Should().BeEmpty();
        (await shops.TheirRows()).Should().Equal(before);
    }

    [Fact]
    public async Task No_row_is_written_into_another_shop_or_moved_there()
    {
        foreach (var table in await shops.TenantTables())
        {
            var columns = await Columns(table);
            var row = (await shops.Database.Ask<string>($"select to_jsonb(t)::text from {table} t where tenant_id = '{shops.Theirs.Tenant}' limit 1")).Single().Replace("'", "''", StringComparison.Ordinal);
            await Expect(null, table, "inserts into", $"""
                with added as (insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, '{row}'::jsonb) returning 1) select count(*) from added
                """);
            await Expect(null, table, "moves a row to", $"with moved as (update {table} set tenant_id = '{shops.Theirs.Tenant}' returning 1) select count(*) from moved");
        }

        leaks.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_shop_nothing_is_seen_at_all()
    {
        foreach (var table in await shops.TenantTables())
        {
            await Expect(0, table, "sees", $"select count(*) from {table}", scope: "");
        }

        leaks.Should().BeEmpty();
    }

    [Fact]
    public async Task Tables_without_a_tenant_show_a_shop_itself_alone_and_never_the_people_of_the_platform()
    {
        await Expect(1, "tenant", "sees", "select count(*) from tenant");
        await Expect(0, "tenant", "changes", $"with touched as (update tenant set name = 'x' where id = '{shops.Theirs.Tenant}' returning 1) select count(*) from touched");
        await Expect(null, "tenant", "opens", "with added as (insert into tenant select * from tenant returning 1) select count(*) from added");
        await Expect(null, "staff", "sees", "select count(*) from staff");
        await Expect(null, "order_move", "changes", "with touched as (delete from order_move returning 1) select count(*) from touched");
        await Expect(null, "payment_move", "changes", "with touched as (delete from payment_move returning 1) select count(*) from touched");
        await Expect(null, "quartz", "sees", "select count(*) from quartz.qrtz_locks");

        leaks.Should().BeEmpty();
    }

    // Null stands for refused: by the policy or for want of the right. Append-only tables refuse where others touch nothing.
    private async Task Expect(long? rows, string table, string act, string statement, string? scope = null)
    {
        var touched = await Touched(statement, scope ?? shops.Mine.Tenant.ToString());
        if (touched != rows && !(touched is null && act is "changes" or "deletes"))
        {
            leaks.Add($"The app role {act} {table}: {Told(touched)} where {Told(rows)} was expected.");
        }
    }

    private static string Told(long? rows) => rows is { } n ? $"{n} rows" : "refused";

    private async Task<long?> Touched(string statement, string scope)
    {
        await using var connection = new NpgsqlConnection(shops.Database.Sources.AppConnection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var enter = new NpgsqlCommand($"select set_config('app.tenant_id', '{scope}', true)", connection);
        await enter.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        try
        {
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (PostgresException e) when (e.SqlState == Refused)
        {
            return null;
        }
    }

    private async Task<string> Columns(string table) => string.Join(", ", await shops.Database.Ask<string>($"""
        select quote_ident(attname) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = '' order by attnum
        """));
}
