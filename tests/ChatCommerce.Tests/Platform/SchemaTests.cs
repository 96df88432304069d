using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

/// <summary>Reads the rules of tenancy from the database's own catalogue, so that a new table cannot be forgotten.</summary>
public sealed class SchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Tables without a tenant, each with its reason.</summary>
    private static readonly Dictionary<string, string> Global = new(StringComparer.Ordinal)
    {
        ["tenant"] = "is the tenant; its policy compares id",
        ["staff"] = "people of the platform, read by the system role only",
        ["data_protection_key"] = "keys of cookies, the installation's and no shop's; read by the system role only",
        ["order_move"] = "the state machine's moves, the same for all",
        ["payment_move"] = "the state machine's moves, the same for all",
        ["schema_migration"] = "the migrator's own",
    };

    /// <summary>Tables that the system role may reach across tenants, and why. A new one is added here on purpose or not at all.</summary>
    private static readonly string[] SystemReach =
    [
        "api_token", "channel_account", "checkout_session", "conversation", "data_protection_key", "hold", "membership", "payment_account", "payment_event", "refund",
        "sales_order", "staff", "tenant", "tenant_domain",
    ];

    [Fact]
    public async Task Every_table_has_a_tenant_or_a_reason_to_have_none() =>
        (await database.Ask<string>("""
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p')
                and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
            """)).Should().BeEquivalentTo(Global.Keys);

    [Fact]
    public async Task Isolation_is_enabled_and_forced_on_every_table_that_holds_tenants_data() =>
        (await database.Ask<string>("""
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('order_move', 'payment_move', 'schema_migration')
                and not (c.relrowsecurity and c.relforcerowsecurity)
            """)).Should().BeEmpty();

    [Fact]
    public async Task Every_policy_of_the_app_checks_what_is_read_and_what_is_written() =>
        (await database.Ask<string>("""
            select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname not in ('data_protection_key', 'order_move', 'payment_move', 'schema_migration', 'staff')
                and not exists (
                    select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant_isolation' and p.polcmd = '*'
                        and pg_get_expr(p.polqual, p.polrelid) like '%app.tenant_id%' and pg_get_expr(p.polwithcheck, p.polrelid) like '%app.tenant_id%')
            """)).Should().BeEmpty();

    [Fact]
    public async Task The_tenant_is_first_in_every_primary_key() =>
        (await database.Ask<string>("""
            select conrelid::regclass::text from pg_constraint p
            join pg_attribute a on a.attrelid = p.conrelid and a.attnum = p.conkey[1]
            where p.contype = 'p' and p.connamespace = 'public'::regnamespace and a.attname <> 'tenant_id'
                and exists (select 1 from pg_attribute t where t.attrelid = p.conrelid and t.attname = 'tenant_id')
            """)).Should().BeEmpty();

    [Fact]
    public async Task Every_foreign_key_between_tenant_tables_carries_the_tenant() =>
        (await database.Ask<string>("""
            select f.conrelid::regclass || ' → ' || f.confrelid::regclass from pg_constraint f
            where f.contype = 'f' and f.connamespace = 'public'::regnamespace
                and exists (select 1 from pg_attribute t where t.attrelid = f.confrelid and t.attname = 'tenant_id')
                and not exists (
                    select 1 from unnest(f.conkey, f.confkey) as k (mine, theirs)
                    join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.mine
                    join pg_attribute b on b.attrelid = f.confrelid and b.attnum = k.theirs
                    where a.attname = 'tenant_id' and b.attname = 'tenant_id')
            """)).Should().BeEmpty();

    [Fact]
    public async Task The_two_roles_are_plain_and_own_nothing()
    {
        var (app, system) = (database.Options.AppRole, database.Options.SystemRole);
        (await database.Ask<string>($"""
            select rolname::text from pg_roles where rolname in ('{app}', '{system}')
                and not rolsuper and not rolbypassrls and not rolcreatedb and not rolcreaterole
                and not exists (select 1 from pg_class where relowner = pg_roles.oid)
            """)).Should().BeEquivalentTo([app, system]);
    }

    [Fact]
    public async Task The_system_role_reaches_the_listed_tables_and_no_others() =>
        (await database.Ask<string>($"""
            select distinct table_name::text from information_schema.role_table_grants
            where grantee = '{database.Options.SystemRole}' and table_schema = 'public' and table_name not in ('order_move', 'payment_move', 'schema_migration')
            """)).Should().BeEquivalentTo(SystemReach);

    [Fact]
    public async Task Of_customers_files_the_system_role_sees_only_where_something_is_due() =>
        (await database.Ask<string>($"""
            select column_name::text from information_schema.role_column_grants where grantee = '{database.Options.SystemRole}' and table_name = 'inbound_media'
            """)).Should().BeEquivalentTo(["tenant_id", "conversation_id", "due_at"]);

    [Theory]
    [InlineData("audit_entry")]
    [InlineData("ledger_entry")]
    [InlineData("order_event")]
    public async Task What_was_written_to_a_ledger_cannot_be_changed(string table) =>
        (await database.Ask<string>($"""
            select privilege_type::text from information_schema.role_table_grants where grantee = '{database.Options.AppRole}' and table_name = '{table}'
            """)).Should().BeEquivalentTo(["SELECT", "INSERT"]);

    [Fact]
    public async Task Views_run_with_the_rights_of_who_asks() =>
        (await database.Ask<string>("""
            select c.relname::text from pg_class c where c.relkind = 'v' and c.relnamespace = 'public'::regnamespace
                and not coalesce(c.reloptions::text like '%security_invoker=true%', false)
            """)).Should().BeEmpty();

    [Fact]
    public async Task Every_index_a_foreign_key_needs_is_there() =>
        (await database.Ask<string>("""
            select f.conrelid::regclass || ' (' || f.conname || ')' from pg_constraint f
            where f.contype = 'f' and f.confdeltype = 'c' and not exists (
                select 1 from pg_index i where i.indrelid = f.conrelid
                    and (i.indkey::int2[])[0:cardinality(f.conkey) - 1] @> f.conkey and i.indpred is null)
            """)).Should().BeEmpty("a cascading delete would scan the table");
}
