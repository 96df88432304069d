using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class TenantDbTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_tenant_sees_its_own_rows_and_no_others()
    {
        var (harbor, dalbit) = (await NewTenant("a-one"), await NewTenant("a-two"));
        await Set(harbor, "colour", "blue");

        (await Names(harbor)).Should().Equal("colour");
        (await Names(dalbit)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_row_for_another_tenant_cannot_be_written()
    {
        var (harbor, dalbit) = (await NewTenant("b-one"), await NewTenant("b-two"));

        var write = () => database.Tenants.For(harbor).Execute(
            $"insert into tenant_setting (tenant_id, name, value) values ({dalbit}, 'x', {"1":jsonb})", Ct);

        (await write.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("42501");
    }

    [Fact]
    public async Task A_failed_statement_gives_its_connection_back()
    {
        var harbor = await NewTenant("f-one");

        for (var i = 0; i <= database.Options.MaxPoolSize; i++)
        {
            var fail = () => database.Tenants.For(harbor).Execute($"select 1 / 0", Ct);
            (await fail.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().Be("22012");
        }
    }

    [Fact]
    public async Task A_pooled_connection_carries_no_tenant_to_its_next_user()
    {
        var harbor = await NewTenant("c-one");
        await Set(harbor, "colour", "blue");

        await using var command = database.Sources.App.CreateCommand("select count(*) from tenant_setting");
        (await command.ExecuteScalarAsync()).Should().Be(0L);
    }

    [Fact]
    public async Task A_refusal_rolls_the_transaction_back()
    {
        var harbor = await NewTenant("d-one");

        var result = await database.Tenants.Try<Done>(harbor, async db =>
        {
            await db.Execute($"insert into tenant_setting (tenant_id, name, value) values ({db.Tenant}, 'x', {"1":jsonb})", Ct);
            return new Refusal("no", "No.");
        }, Ct);

        result.Refusal!.Code.Should().Be("no");
        (await Names(harbor)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_batch_reads_records_enums_ids_and_json_in_one_round_trip()
    {
        var harbor = await NewTenant("e-one");
        await using var reading = await database.Tenants.For(harbor).Batch(
            [$"select id, slug, languages, created_at, null::text as note from tenant where id = {harbor}", $"select {Colour.DeepBlue} as c"], Ct);

        var row = await reading.Get<Row>(Ct);
        row.Should().BeEquivalentTo(new { Id = harbor, Slug = "e-one", Languages = new[] { "en" }, Note = (string?)null });
        (await reading.Get<Colour>(Ct)).Should().Be(Colour.DeepBlue);
    }

    [Fact]
    public async Task A_half_vector_comes_back_as_it_was_sent()
    {
        float[] vector = [0.5f, -1.25f, 0f];
        (await database.System.Get<float[]>($"select {vector:halfvec}::halfvec(3) as v", Ct)).Should().Equal(vector);
    }

    private async Task<TenantId> NewTenant(string slug)
    {
        var id = Id.New<TenantId>(clock);
        await database.System.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone)
            values ({id}, {slug}, {slug}, 'en', {new[] { "en" }}, 'USD', 'UTC')
            """, Ct);
        return id;
    }

    private Task<int> Set(TenantId tenant, string name, string value) => database.Tenants.For(tenant).Execute(
        $"insert into tenant_setting (tenant_id, name, value) values ({tenant}, {name}, {Json.Write(value):jsonb})", Ct);

    private Task<List<string>> Names(TenantId tenant) => database.Tenants.For(tenant).List<string>($"select name from tenant_setting", Ct);

    private sealed record Row(TenantId Id, string Slug, string[] Languages, DateTimeOffset CreatedAt, string? Note);

    private enum Colour
    {
        Red,
        DeepBlue,
    }
}
