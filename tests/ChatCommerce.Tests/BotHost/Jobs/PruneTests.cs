using ChatCommerce.BotHost.Jobs;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Jobs;

public sealed class PruneTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>What is pruned, by what makes it old, and how old it must be.</summary>
    private static readonly (string Table, string Column, string Age, string Rows)[] Pruned =
    [
        ("inbound_event", "received_at", "30 days", "length(raw) > 0"),
        ("step", "at", "90 days", "true"),
        ("send_attempt", "started_at", "90 days", "true"),
        ("activity", "at", "90 days", "true"),
        ("idempotency_key", "created_at", "2 days", "true"),
        ("skill_callback", "expires_at", "2 days", "true"),
        ("link_code", "created_at", "30 days", "true"),
        ("link_miss", "at", "2 days", "true"),
        ("import_upload", "created_at", "1 day", "true"),
    ];

    [Fact]
    public async Task What_has_done_its_work_goes_when_it_is_old_and_stays_until_then()
    {
        await using var host = await TestHost.Start(database);
        await Fill(host);
        var prune = host.Services.GetRequiredService<PruneOldRows>();

        foreach (var (table, column, age, rows) in Pruned)
        {
            var before = await Count(table, rows);
            before.Should().BePositive(table);
            await database.Run($"update {table} set {column} = now() - interval '{age}' + interval '1 hour'");
            await prune.Run(CancellationToken.None);
            (await Count(table, rows)).Should().Be(before, $"{table} is not {age} old");

            await database.Run($"update {table} set {column} = now() - interval '{age}' - interval '1 hour'");
            await prune.Run(CancellationToken.None);
            (await Count(table, rows)).Should().Be(0, $"{table} is {age} old");
        }

        (await Count("inbound_event", "true")).Should().BePositive("what came once is known for ever");
        (await Count("message", "true")).Should().BePositive();
    }

    // A conversation leaves most of them behind; the rest are laid beside it.
    private async Task Fill(TestHost host)
    {
        await using var customer = await host.Customer("harbor");
        await customer.Say("running shoes");
        await database.Run("""
            insert into skill_callback (tenant_id, id, conversation_id, url, expires_at, created_at)
                select tenant_id, gen_random_uuid(), id, 'https://bot-api.kakao.com/x', now(), now() from conversation limit 1;
            insert into link_code (tenant_id, id, from_contact, salt, code_hash, created_at, expires_at)
                select tenant_id, gen_random_uuid(), id, '\x00', '\x00', now(), now() from contact limit 1;
            insert into link_miss (tenant_id, id, contact_id, at) select tenant_id, gen_random_uuid(), id, now() from contact limit 1;
            insert into import_upload (tenant_id, id, file_name, format, set_stock, report, created_at)
                select id, gen_random_uuid(), 'goods.csv', 'csv', false, '{}', now() from tenant limit 1;
            insert into idempotency_key (tenant_id, actor, key, request_hash) select id, 'somebody', 'once', '\x00' from tenant limit 1
            """);
    }

    private async Task<long> Count(string table, string rows) => (await database.Ask<long>($"select count(*) from {table} where {rows}"))[0];
}
