using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Xunit;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>Both demo shops with a purchase and a row in every table, reached as one shop's people and programs reach the program.</summary>
public sealed class TwoShops : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public Marketplace Market { get; private set; } = null!;

    public TestHost Host => Market.Host;

    /// <summary>The shop that asks.</summary>
    public FilledShop Mine { get; private set; } = null!;

    /// <summary>The shop that must not be seen or touched.</summary>
    public FilledShop Theirs { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Market = await Marketplace.Open(Database);
        Mine = await new FillShop(Database, Market, "harbor").Fill();
        Theirs = await new FillShop(Database, Market, "dalbit").Fill();
        await Quiet();
    }

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        await Database.DisposeAsync();
    }

    public Task<List<string>> TenantTables() => Database.Ask<string>("""
        select c.relname::text from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1
        """);

    /// <summary>Every row of the other shop as one value a table, to compare before and after.</summary>
    public async Task<Dictionary<string, string>> TheirRows()
    {
        Dictionary<string, string> rows = [];
        foreach (var table in await TenantTables())
        {
            rows[table] = (await Database.Ask<string>($"""
                select count(*) || ' rows, ' || coalesce(md5(string_agg(r, '|' order by r)), '') from (select t::text as r from {table} t where tenant_id = '{Theirs.Tenant}') rows
                """)).Single();
        }

        return rows;
    }

    /// <summary>Waits until no turn and no message of either shop is due, so that later changes are somebody's doing.</summary>
    public async Task Quiet()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await Database.Ask<long>("select count(*) from conversation where turn_due_at is not null or send_due_at is not null")).Single() > 0)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}

[CollectionDefinition(nameof(TwoShops))]
public sealed class TwoShopsCollection : ICollectionFixture<TwoShops>;
