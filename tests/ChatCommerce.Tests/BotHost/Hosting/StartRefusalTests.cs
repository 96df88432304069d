using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Hosting;

/// <summary>What the database must be, and what stands in it, before anybody is served. Each test mends what it broke.</summary>
public sealed class StartRefusalTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly SecretBox Box = new(TestDatabase.EncryptionKey);
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task A_sound_database_is_served()
    {
        var said = await Start.Of(database, [], ["migrate"]);

        said.Should().Be(new Refused(0, ""));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("system")]
    public async Task A_role_that_does_not_wait_for_the_disk_is_refused(string which)
    {
        var role = which == "app" ? database.Options.AppRole : database.Options.SystemRole;

        await Broken($"alter role {role} in database {database.Name} set synchronous_commit = off", $"alter role {role} in database {database.Name} reset synchronous_commit",
            "PostgreSQL runs with synchronous_commit=off, which loses acknowledged messages: set it to on.");
    }

    // Both can be set for a whole server only, which the other tests share: here the database answers in its stead.
    [Theory]
    [InlineData("fsync")]
    [InlineData("full_page_writes")]
    public async Task A_server_that_does_not_write_through_is_refused(string setting) => await Broken(
        $"""
        create function public.current_setting(text) returns text language sql as $$ select case $1 when '{setting}' then 'off' else pg_catalog.current_setting($1) end $$;
        alter database {database.Name} set search_path = public, pg_catalog
        """,
        $"drop function public.current_setting(text); alter database {database.Name} reset search_path",
        $"PostgreSQL runs with {setting}=off, which loses acknowledged messages: set it to on.");

    // The server has it, or there would be no tests: here it is left out of what the server says it has.
    [Fact]
    public async Task A_server_without_the_vector_extension_is_refused_before_any_migration() => await Broken(
        $"""
        create view public.pg_available_extensions as select * from pg_catalog.pg_available_extensions where name <> 'vector';
        alter database {database.Name} set search_path = public, pg_catalog
        """,
        $"drop view public.pg_available_extensions; alter database {database.Name} reset search_path",
        "PostgreSQL has no vector extension: install pgvector beside the server.");

    [Fact]
    public async Task A_database_ahead_of_this_build_is_refused() => await Broken(
        "insert into schema_migration (name, checksum) values ('9999-12-31-01-later', 'x')", "delete from schema_migration where name like '9999%'",
        "The database holds migration '9999-12-31-01-later', which this build does not know: start a build at least as new.");

    [Fact]
    public async Task A_migration_that_was_edited_after_it_was_applied_is_refused() => await Broken(
        $"update schema_migration set checksum = 'edited ' || checksum where name = '{Migrator.All[0].Name}'", "update schema_migration set checksum = replace(checksum, 'edited ', '')",
        $"Migration '{Migrator.All[0].Name}' was edited after it was applied: restore its text and add a new migration.");

    [Fact]
    public async Task A_node_that_may_not_migrate_refuses_a_database_behind_it() => await Broken(
        $"create table kept as select * from schema_migration where name = '{Migrator.All[^1].Name}'; delete from schema_migration where name in (select name from kept)",
        "insert into schema_migration select * from kept; drop table kept",
        $"Migration '{Migrator.All[^1].Name}' is not applied: run the program once with 'migrate'.", ("Database:Migrate", "false"));

    [Theory]
    [InlineData("create role {0} login superuser", "is a superuser")]
    [InlineData("create role {0} login bypassrls", "bypasses row-level security")]
    [InlineData("create role {0} login; create table theirs (n int); alter table theirs owner to {0}", "owns tables")]
    [InlineData("create role {0} login; do $$ begin execute format('grant %I to {0}', current_user); end $$", "is a member of a role that owns tables")]
    [InlineData("create role {0} login; create role {0}_deputy bypassrls; grant {0}_deputy to {0}", "is a member of a role that bypasses row-level security")]
    public async Task A_role_that_stands_above_row_level_security_is_refused(string make, string breach)
    {
        foreach (var which in (string[])["app", "system"])
        {
            var prefix = $"{database.Name}_{Token.Hash(breach + which)[0]:x2}";
            var role = $"{prefix}_{which}";
            await Broken(string.Format(CultureInfo.InvariantCulture, make, role),
                string.Join(';', ((string[])["app", "system", which + "_deputy"]).Select(r => $"do $$ begin if to_regrole('{prefix}_{r}') is not null then drop owned by {prefix}_{r}; drop role {prefix}_{r}; end if; end $$")),
                $"The {which} role '{role}' {breach}: use a plain role, so that row-level security holds.",
                [("Database:RolePrefix", prefix), .. which == "system" ? new[] { ("Database:App", database.Sources.AppConnection) } : []]);
        }
    }

    [Fact]
    public async Task An_active_payment_account_without_a_webhook_secret_is_refused()
    {
        var shop = await NewShop("no-secret");
        await Payment(shop, "acct_open", Box, [""]);

        await Broken("select 1", "delete from payment_account",
            "The payment account 'acct_open' has no webhook secret: set payment_account.status to 'paused', start, and enter the secret on the shop's page Payments.");
    }

    [Fact]
    public async Task A_channel_account_without_its_signing_secret_is_refused()
    {
        var shop = await NewShop("unsigned");
        await database.Tenants.For(shop).Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials)
            values ({shop}, {Id.New<ChannelAccountId>(TimeProvider.System)}, 'sms', '+14155550199', 'SMS', 'token-of-the-sms-number', {Box.Seal(shop, "channel", new Dictionary<string, string>())})
            """, Ct);

        await Broken("select 1", "delete from channel_account",
            "The channel account '+14155550199' (sms) has no 'auth_token': set channel_account.status to 'disconnected', start, and connect it again on the shop's page Channels.");
    }

    [Fact]
    public async Task Credentials_whose_key_is_gone_are_refused()
    {
        var shop = await NewShop("old-key");
        await Payment(shop, "acct_old", new SecretBox("gone:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="), ["whsec_1"]);

        await Broken("select 1", "delete from payment_account", "Encryption key 'gone' is not in the ring: add it to CHATCOMMERCE_ENCRYPTION_KEY.");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var said = await Start.Of(database, [("CHATCOMMERCE_PORT", port), ("CHATCOMMERCE_ROLES", "web")]);

        said.Should().Be(new Refused(1, $"Failed to bind to address http://127.0.0.1:{port}: address already in use: choose another port with CHATCOMMERCE_PORT.\n"));
    }

    private async Task Broken(string harm, string mend, string line, params (string Name, string Value)[] settings)
    {
        await database.Run(harm);
        try
        {
            (await Start.Of(database, settings)).Should().Be(new Refused(1, line + "\n"));
        }
        finally
        {
            await database.Run(mend);
        }
    }

    private Task<int> Payment(TenantId shop, string account, SecretBox box, string[] secrets) => database.Tenants.For(shop).Execute($"""
        insert into payment_account (tenant_id, id, provider, external_id, webhook_token, credentials, live_mode, created_at)
        values ({shop}, {Id.New<PaymentAccountId>(TimeProvider.System)}, 'stripe', {account}, {"token-of-" + account},
            {box.Seal(shop, "payment-account", new StripeCredentials("sk_test", secrets))}, false, now())
        """, Ct);

    private async Task<TenantId> NewShop(string slug)
    {
        var id = Id.New<TenantId>(TimeProvider.System);
        await database.System.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone)
            values ({id}, {slug}, {slug}, 'en', {new[] { "en" }}, 'USD', 'UTC')
            """, Ct);
        return id;
    }
}
