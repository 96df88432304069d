using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline;

public sealed class IngestTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private static readonly byte[] Raw = "{\"raw\":\"\\u0000\"}"u8.ToArray();
    private readonly Ingest ingest = IngestOf(database, new WorkPlaces(1));

    private static Ingest IngestOf(TestDatabase database, WorkPlaces places)
    {
        var signals = new Signals(database.System, NullLogger<Signals>.Instance);
        var wishes = new WishWhileSilent(new Contacts(TimeProvider.System), new OutgoingMessages(signals, TimeProvider.System));
        var open = new OpenConversation(new ChannelKinds([]), TimeProvider.System);
        return new(database.Tenants, open, wishes, signals, places, new PipelineOptions { QuietMilliseconds = 500 }, TimeProvider.System);
    }

    [Fact]
    public async Task The_same_event_twenty_times_at_once_is_stored_once()
    {
        var (tenant, account) = await Account();
        var inbound = Text("same-1", "person-1", "hello");

        var stored = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ingest.Store(tenant, account, inbound, Raw, null, Ct)));

        stored.Count(s => s.Seq is not null).Should().Be(1);
        stored.Select(s => s.ConversationId).Distinct().Should().ContainSingle();
        (await Count(tenant, "inbound_event")).Should().Be(1);
        (await Count(tenant, "message")).Should().Be(1);
        (await Count(tenant, "contact")).Should().Be(1);
    }

    [Fact]
    public async Task Ten_messages_at_once_from_somebody_new_make_one_conversation_with_ten_places()
    {
        var (tenant, account) = await Account();

        var stored = await Task.WhenAll(Enumerable.Range(1, 10).Select(n =>
            ingest.Store(tenant, account, Text($"album-{n}", "person-2", $"picture {n}"), Raw, null, Ct)));

        stored.Select(s => s.ConversationId).Distinct().Should().ContainSingle();
        stored.Select(s => s.Seq).Should().BeEquivalentTo(Enumerable.Range(1, 10).Select(n => (long?)n));
        (await Count(tenant, "contact")).Should().Be(1);
    }

    [Fact]
    public async Task While_a_message_is_being_stored_no_work_begins_in_the_place_it_takes()
    {
        var (tenant, account) = await Account();
        var places = new WorkPlaces(2);
        var ahead = IngestOf(database, places);
        await ahead.Store(tenant, account, Text("ahead-1", "person-9", "hello"), Raw, null, Ct);
        var hold = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var busy = places.Work(() => hold.Task, Ct);

        var (storing, work) = await database.Tenants.Run(tenant, async db =>
        {
            await db.Execute($"select 1 from conversation where tenant_id = {tenant} for update", Ct);
            var storing = ahead.Store(tenant, account, Text("ahead-2", "person-9", "hello again"), Raw, null, Ct);
            var work = places.Work(() => Task.FromResult(7), Ct);
            (storing.IsCompleted, work.IsCompleted).Should().Be((false, false));
            return (storing, work);
        }, Ct);

        (await storing).Seq.Should().Be(2);
        (await work.WaitAsync(TimeSpan.FromSeconds(5), Ct)).Should().Be(7);
        hold.SetResult(0);
        await busy;
    }

    [Fact]
    public async Task A_redelivery_changes_nothing_however_late()
    {
        var (tenant, account) = await Account();
        await ingest.Store(tenant, account, Text("late-1", "person-3", "hello"), Raw, null, Ct);
        var before = await Snapshot(tenant);

        var again = await ingest.Store(tenant, account, Text("late-1", "person-3", "hello"), Raw, null, Ct);

        again.Seq.Should().BeNull();
        (await Snapshot(tenant)).Should().Be(before);
    }

    [Fact]
    public async Task The_same_provider_id_in_two_shops_is_two_messages()
    {
        var (one, accountOne) = await Account();
        var (two, accountTwo) = await Account();

        await ingest.Store(one, accountOne, Text("id-1", "person-4", "to one"), Raw, null, Ct);
        await ingest.Store(two, accountTwo, Text("id-1", "person-4", "to two"), Raw, null, Ct);

        (await Lines(one)).Should().Equal("to one");
        (await Lines(two)).Should().Equal("to two");
    }

    [Fact]
    public async Task A_text_waits_for_quiet_and_a_tap_does_not()
    {
        var (tenant, account) = await Account();

        var text = await ingest.Store(tenant, account, Text("quiet-1", "person-5", "hi"), Raw, null, Ct);
        var tap = await ingest.Store(tenant, account, Event("tap-1", "person-6", new ChoiceTapped("cart", "Cart")), Raw, null, Ct);

        text.WaitMilliseconds.Should().BeInRange(300, 500);
        tap.WaitMilliseconds.Should().Be(0);
    }

    [Fact]
    public async Task What_a_person_answers_wakes_no_bot()
    {
        var (tenant, account) = await Account();
        var first = await ingest.Store(tenant, account, Text("h-1", "person-7", "hi"), Raw, null, Ct);
        await database.Tenants.For(tenant).Execute(
            $"update conversation set control = 'queued', turn_due_at = null where tenant_id = {tenant} and id = {first.ConversationId}", Ct);

        var second = await ingest.Store(tenant, account, Text("h-2", "person-7", "anybody?"), Raw, null, Ct);

        second.WaitMilliseconds.Should().BeNull();
        (await database.Tenants.For(tenant).Get<bool>(
            $"select turn_due_at is null from conversation where tenant_id = {tenant} and id = {first.ConversationId}", Ct)).Should().BeTrue();
        (await Lines(tenant)).Should().Equal("hi", "anybody?");
    }

    [Fact]
    public async Task A_status_is_kept_but_is_no_bubble_and_asks_for_no_turn()
    {
        var (tenant, account) = await Account();

        var stored = await ingest.Store(tenant, account, Event("s-1", "person-8", new DeliveryReported("x", "delivered", null)), Raw, null, Ct);

        stored.WaitMilliseconds.Should().BeNull();
        (await Count(tenant, "message")).Should().Be(0);
        (await Count(tenant, "inbound_event")).Should().Be(1);
    }

    [Fact]
    public async Task The_raw_bytes_are_kept_as_they_came()
    {
        var (tenant, account) = await Account();
        await ingest.Store(tenant, account, Text("raw-1", "person-9", "x"), Raw, null, Ct);

        (await database.Tenants.For(tenant).Get<byte[]>($"select raw from inbound_event where tenant_id = {tenant}", Ct)).Should().Equal(Raw);
    }

    [Fact]
    public async Task Somebody_known_by_phone_goes_on_in_the_same_thread_under_the_id_the_provider_gives_them()
    {
        var (tenant, account) = await Account();
        Identifier phone = new("phone", "821012345678"), id = new("wa_bsuid", "KR.703");
        var first = await ingest.Store(tenant, account, Text("p-1", phone.Value, "hi") with { Sender = new([phone]) }, Raw, null, Ct);

        var both = await ingest.Store(tenant, account, Text("p-2", id.Value, "me again") with { Sender = new([id, phone]) }, Raw, null, Ct);
        var alone = await ingest.Store(tenant, account, Text("p-3", id.Value, "and again") with { Sender = new([id]) }, Raw, null, Ct);

        new[] { both.ConversationId, alone.ConversationId }.Should().AllBeEquivalentTo(first.ConversationId);
        (await Count(tenant, "contact")).Should().Be(1);
        (await Count(tenant, "contact_identity")).Should().Be(2);
    }

    private static InboundEvent Text(string key, string person, string text) => Event(key, person, new TextSaid(text));

    private static InboundEvent Event(string key, string person, InboundContent content) =>
        new(key, person, new Sender([new Identifier("web_session", person)], "Ann", "ko"), new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), content);

    private async Task<(TenantId Tenant, ChannelAccountId Account)> Account()
    {
        var (tenant, account) = (Id.New<TenantId>(TimeProvider.System), Id.New<ChannelAccountId>(TimeProvider.System));
        var slug = "t" + tenant.Value.ToString("N");
        await database.System.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone)
            values ({tenant}, {slug}, {slug}, 'en', {new[] { "en", "ko" }}, 'USD', 'UTC')
            """, Ct);
        await database.Tenants.For(tenant).Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials)
            values ({tenant}, {account}, 'web_chat', {slug}, 'Web chat', {slug}, {Array.Empty<byte>()})
            """, Ct);
        return (tenant, account);
    }

    private Task<List<string>> Lines(TenantId tenant) => database.Tenants.For(tenant).List<string>($"select text from message order by seq", Ct);

    private async Task<long> Count(TenantId tenant, string table) => (await database.Ask<long>($"select count(*) from {table} where tenant_id = '{tenant}'"))[0];

    private async Task<string> Snapshot(TenantId tenant) =>
        (await database.Ask<string>($"select to_jsonb(c)::text from conversation c where tenant_id = '{tenant}'"))[0] + await Count(tenant, "inbound_event");
}
