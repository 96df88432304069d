using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

public sealed class InboxPagesTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_person_takes_over_replies_and_hands_back()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("<img src=x onerror=alert(1)>");
        var (agent, thread) = (await world.Browser("agent"), await Newest());

        var shown = await agent.Get(thread);
        shown.Read.Should().Contain("<img src=x onerror=alert(1)>").And.Contain("The bot answers");
        shown.Text.Should().NotContain("<img src=x", "what a customer wrote stays text");
        (await agent.Do(thread + "/take-over")).Read.Should().Contain("Agent answers").And.Contain("Hand back to the bot");
        (await agent.Do(thread + "/reply", ("text", "A person <b>here</b>."))).Text.Should().NotContain("<b>here</b>");
        Customer.TextOf(await customer.Expect("A person")).Should().Be("A person <b>here</b>.");
        (await agent.Do(thread + "/hand-back")).Read.Should().Contain("The bot answers");

        (await world.Audit(thread.Split('/')[^1])).Should().Equal("conversation.taken-over by staff:Agent", "conversation.handed-back by staff:Agent");
    }

    [Theory]
    [InlineData("", "Nobody has written yet.")]
    [InlineData("?q=mina", "Nothing found for “mina”.")]
    [InlineData("?show=waiting", "Nobody waits for a person.")]
    [InlineData("?show=bot", "The bot answers nobody just now.")]
    [InlineData("?show=mine", "You answer nobody just now.")]
    public async Task An_empty_list_says_why(string query, string words)
    {
        var page = await (await world.Browser("agent", "dalbit")).Get("/dalbit/inbox" + query);

        page.Read.Should().Contain(words);
        page.Read.Contains("Open your shop", StringComparison.Ordinal).Should().Be(query.Length == 0, "only an untouched inbox says how it begins");
    }

    [Theory]
    [InlineData("agent", false)]
    [InlineData("owner", true)]
    public async Task An_untouched_inbox_leads_to_the_channels_who_may_connect_them(string role, bool led) =>
        (await (await world.Browser(role, "dalbit")).Get("/dalbit/inbox")).Read.Contains("Connect a channel.", StringComparison.Ordinal).Should().Be(led);

    [Fact]
    public async Task A_reply_takes_the_conversation_over_and_a_second_person_is_told_who_has_it()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("hello");
        var (agent, vendor, thread) = (await world.Browser("agent"), await world.Browser("vendor"), await Newest());
        await agent.Get(thread);

        (await agent.Do(thread + "/reply", ("text", "I am here."))).Read.Should().Contain("Agent answers");
        await vendor.Get(thread);
        var refused = await vendor.Post(thread + "/reply", ("text", "me too"));
        refused.Status.Should().Be(409);
        refused.Read.Should().Contain("Agent answers this conversation already").And.Contain(">me too</textarea>", "what was typed is still there");
        (await vendor.Post(thread + "/hand-back")).Read.Should().Contain("only they or an owner hand it back");
        (await agent.Post(thread + "/reply", ("text", " \u200b "))).Read.Should().Contain("A reply has 1 to 4000 characters");
    }

    [Fact]
    public async Task A_thread_says_until_when_a_person_may_write_freely()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("hello");
        var (agent, thread) = (await world.Browser("agent"), await Newest());
        (await agent.Get(thread)).Read.Should().NotContain("Free to write until", "the shop's own chat has no such end");
        var id = thread.Split('/')[^1];

        await world.Database.Run($"""
            update conversation c set channel_account_id = a.id, last_inbound_at = now() - interval '1 hour'
            from channel_account a where a.tenant_id = c.tenant_id and a.kind = 'whatsapp' and c.id = '{id}'
            """);
        (await agent.Get(thread)).Read.Should().Contain("The bot answers · Free to write until");
        await world.Database.Run($"update conversation set last_inbound_at = now() - interval '25 hours' where id = '{id}'");
        (await agent.Get(thread)).Read.Should().Contain("What you write waits until the customer writes again");
        await world.Database.Run($"update conversation set last_inbound_at = now(), window_closed_at = now() + interval '1 second' where id = '{id}'");
        (await agent.Get(thread)).Read.Should().Contain("What you write waits until the customer writes again", "the provider has said so");
    }

    [Fact]
    public async Task Staff_read_on_which_messenger_somebody_writes_and_what_they_sent_in_words()
    {
        var phone = world.Market.Phone("whatsapp", "harbor", "nora");
        await phone.Say("hi");
        await phone.Do(new { @do = "contact", name = "Brother Kim", phone = "+821055550100" });
        await phone.Do(new { @do = "location", latitude = 37.5, longitude = 127.25, name = "Home", address = "12 Long Street" });
        await world.Database.Until("select count(*) from message where text like '[location]%'", 1L);
        await world.Database.Until("""
            select count(*) from outbox where state <> 'delivered' and conversation_id = (select conversation_id from message where text like '[location]%')
            """, 0L);
        var (agent, thread) = (await world.Browser("agent"), await Newest());

        var page = (await agent.Get(thread)).Read;
        page.Should().Contain("Contact: Brother Kim, +821055550100").And.Contain("Location: Home, 12 Long Street, 37.5, 127.25").And.NotContain("[contact]").And.NotContain("[location]");
        page.Should().Contain("<dd>WhatsApp</dd>").And.Contain("<dd>English</dd>").And.Contain("""<span class="small">WhatsApp</span>""").And.Contain(">Delivered<");
        page.Should().Contain("New York time", "the shop's clock is the one that all times are by");
    }

    [Fact]
    public async Task Before_writing_to_somebody_who_said_stop_staff_read_that_it_will_not_go_out()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("hello");
        var (agent, thread) = (await world.Browser("agent"), await Newest());
        (await agent.Get(thread)).Read.Should().NotContain("What you write is not sent");

        await customer.Say("stop");

        (await agent.Get(thread)).Read.Should().Contain("What you write is not sent until they ask for it again");
    }

    [Fact]
    public async Task Who_may_only_look_reads_and_does_not_answer()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("only looking");
        var (viewer, thread) = (await world.Browser("viewer"), await Newest());

        (await viewer.Get(thread)).Read.Should().Contain("only looking").And.NotContain("Take over").And.NotContain("<textarea");
        foreach (var act in new[] { "take-over", "hand-back", "reply" })
        {
            (await viewer.Post($"{thread}/{act}", ("text", "x"))).Status.Should().Be(403);
        }
    }

    [Fact]
    public async Task An_open_inbox_hears_of_a_new_message_as_it_comes()
    {
        var agent = await world.Browser("agent");
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("hello");
        var thread = await Newest();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var reader = new StreamReader(await agent.Open("/harbor/inbox/events", patience.Token));
        (await reader.ReadLineAsync(patience.Token)).Should().Be("event: open");

        await customer.Post(new { type = "message", from = new { id = customer.User }, text = "are you there?" });

        string? line;
        while ((line = await reader.ReadLineAsync(patience.Token)) != "event: inbox")
        {
            line.Should().NotBeNull("the stream stays open");
        }

        (await reader.ReadLineAsync(patience.Token)).Should().Be("data: " + thread.Split('/')[^1]);
        (await agent.Get("/harbor/inbox/list")).Read.Should().Contain(thread);
    }

    private async Task<string> Newest() => "/harbor/inbox/" + (await world.Database.Ask<string>(
        $"select id::text from conversation where tenant_id = '{world.Host.Shops.Tenant("harbor").Id}' order by id desc limit 1"))[0];
}
