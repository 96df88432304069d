using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>News of another id or number that come after the person has written under it.</summary>
public sealed class IdentityChangeTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task Who_wrote_under_the_new_id_already_has_one_cart_and_one_thread_that_reaches_them()
    {
        var (old, now) = ("KR.Ida1", "KR.Ida2");
        await office.Says(old, null, "hello");
        await Answered(old);
        await Puts(old, "HG-PACER-40-NAV");
        await office.Says(now, null, "hello");
        await Answered(now);
        await Puts(now, "HG-PACER-41-NAV");

        await Told(old, now);

        (await office.Ask<long>($"select count(distinct contact_id) from conversation where thread_key in ({old}, {now})")).Should().Be(1);
        (await office.Ask<long>($"select count(*) from cart_line l join cart c on c.id = l.cart_id and c.state = 'active' join conversation v on v.contact_id = c.contact_id where v.thread_key = {now}")).Should().Be(2);
        await Tells(old, "Your parcel left.");
        await PostOffice.Until(() => Task.FromResult(office.Graph.PostedTo(now).Exists(p => p.Body.GetRawText().Contains("Your parcel left.", StringComparison.Ordinal))), "the news where they read now");
        office.Graph.PostedTo(old).Should().NotContain(p => p.Body.GetRawText().Contains("Your parcel left.", StringComparison.Ordinal));
        (await office.Ask<string>($"select actor_kind || ' ' || actor from audit_entry where action = 'contacts-joined' and subject = (select contact_id::text from conversation where thread_key = {now})")).Should().Be("system channel");
        (await office.Ask<long>($"select count(*) from consent s join conversation c on c.contact_id = s.contact_id where c.thread_key = {now}")).Should().Be(0, "nobody agreed to anything");
    }

    [Fact]
    public async Task What_waits_in_the_former_thread_follows()
    {
        var (old, now) = ("KR.Ivo1", "KR.Ivo2");
        await office.Says(old, null, "hello");
        await Answered(old);
        await office.Db.Execute($"update conversation set last_inbound_at = now() - interval '2 days' where thread_key = {old}", Ct);
        await Tells(old, "It waits for you.");
        await office.Until("it to be held", $"select exists (select 1 from outbox o join message m on m.id = o.message_id where m.text = 'It waits for you.' and o.state = 'held')");
        await office.Says(now, null, "hello");
        await Answered(now);

        await Told(old, now);

        await PostOffice.Until(() => Task.FromResult(office.Graph.PostedTo(now).Exists(p => p.Body.GetRawText().Contains("It waits for you.", StringComparison.Ordinal))), "what waited");
    }

    [Fact]
    public async Task A_former_thread_that_is_written_in_again_is_answered_and_told_there()
    {
        var (old, now) = ("KR.Jan1", "KR.Jan2");
        await office.Says(old, null, "hello");
        await Answered(old);
        await office.Says(now, null, "hello");
        await Answered(now);
        await Told(old, now);

        await office.Says(old, null, "hello");
        await office.Answers(old, 2);
        await Tells(old, "Where you write.");

        await PostOffice.Until(() => Task.FromResult(office.Graph.PostedTo(old).Exists(p => p.Body.GetRawText().Contains("Where you write.", StringComparison.Ordinal))), "the news");
    }

    [Fact]
    public async Task A_new_number_that_wrote_after_the_change_is_the_same_person()
    {
        var (old, now) = ("KR.Kai1", "KR.Kai2");
        await office.Says(old, "821000001001", "hello");
        await office.Says(now, "821000001002", "hello");

        await NumberTold(old, "821000001001", "821000001002", "wamid.NUM1", TimeProvider.System.GetUtcNow().AddMinutes(-1));

        (await office.Ask<long>($"select count(distinct contact_id) from conversation where thread_key in ({old}, {now})")).Should().Be(1);
        (await office.Ask<long>($"select count(*) from contact_identity where value = '821000001001'")).Should().Be(0, "they gave it up");
    }

    [Fact]
    public async Task A_number_that_another_customer_had_before_keeps_the_two_apart_and_staff_see_it()
    {
        var (old, other) = ("KR.Lea1", "KR.Lea2");
        await office.Says(old, "821000001003", "hello");
        await office.Says(other, "821000001004", "hello");
        await office.Db.Execute($"update contact_identity set created_at = now() - interval '3 days' where value = '821000001004'", Ct);

        await NumberTold(old, "821000001003", "821000001004", "wamid.NUM2", TimeProvider.System.GetUtcNow().AddHours(-1));

        (await office.Ask<long>($"select count(distinct contact_id) from conversation where thread_key in ({old}, {other})")).Should().Be(2);
        (await office.Ask<long>($"select count(*) from audit_entry where action = 'contacts-kept-apart' and subject = (select contact_id::text from conversation where thread_key = {old})")).Should().Be(1);
        (await office.Ask<string>($"select m.text from message m join conversation c on c.id = m.conversation_id where c.thread_key = {old} and m.author = 'system'")).Should().Contain("kept apart");
    }

    [Fact]
    public async Task The_same_news_again_change_nothing()
    {
        var (old, now) = ("KR.Mia1", "KR.Mia2");
        await office.Says(old, null, "hello");
        await office.Says(now, null, "hello");

        await Told(old, now);
        await Told(old, now);

        (await office.Ask<long>($"select count(*) from audit_entry where action = 'contacts-joined' and subject = (select contact_id::text from conversation where thread_key = {now})")).Should().Be(1);
    }

    private async Task Answered(string thread)
    {
        await office.Answers(thread, 1);
        await office.Until("the answer to be sent", $"select not exists (select 1 from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} and o.finished_at is null)");
    }

    private Task Told(string old, string now) => office.Change("user_id_update",
        $$$""" "user_id_update":[{"user_id":{"previous":"{{{old}}}","current":"{{{now}}}"},"timestamp":"1790000050"}] """);

    private Task NumberTold(string user, string old, string now, string id, DateTimeOffset at) => office.Change("messages",
        $$$""" "messages":[{"from_user_id":"{{{user}}}","from":"{{{old}}}","id":"{{{id}}}","timestamp":"{{{at.ToUnixTimeSeconds()}}}","type":"system","system":{"type":"user_changed_number","body":"changed","wa_id":"{{{now}}}"}}] """);

    private async Task Puts(string thread, string sku)
    {
        var contact = await office.Ask<ContactId>($"select contact_id from conversation where thread_key = {thread}");
        var variant = await office.Ask<VariantId>($"select v.id from variant v where v.tenant_id = {office.Db.Tenant} and v.sku = {sku}");
        _ = (await office.Database.Tenants.Try(office.Db.Tenant, db => office.Host.Services.GetRequiredService<Carts>().Add(db, contact, variant, 1, Ct), Ct)).Value;
    }

    private async Task Tells(string thread, string text)
    {
        var id = await office.Ask<ConversationId>($"select id from conversation where thread_key = {thread}");
        await office.Database.Tenants.Run(office.Db.Tenant, async db =>
        {
            await office.Host.Services.GetRequiredService<OutgoingMessages>().Enqueue(db, id, new(new RichMessage(text), MessageClass.Notice, "bot"), Ct);
            return Done.It;
        }, Ct);
    }
}
