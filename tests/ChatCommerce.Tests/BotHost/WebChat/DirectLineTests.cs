using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class DirectLineTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Fact]
    public async Task A_key_generates_a_token_that_starts_its_conversation()
    {
        var made = await host.Send(HttpMethod.Post, "tokens/generate", host.Harbor.Key);
        made.Status.Should().Be(200);
        made.Json.GetProperty("expires_in").GetInt32().Should().Be(1_800);

        var started = await host.Send(HttpMethod.Post, "conversations", made.Json.GetProperty("token").GetString());

        started.Status.Should().Be(201);
        started.Json.GetProperty("conversationId").GetString().Should().Be(made.Json.GetProperty("conversationId").GetString());
        started.Json.GetProperty("streamUrl").GetString().Should().StartWith($"ws://{host.Address.Authority}/v3/directline/conversations/");
    }

    [Fact]
    public async Task Starting_again_after_something_was_said_finds_the_conversation()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("hello");

        (await host.Send(HttpMethod.Post, "conversations", thread.Token)).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_token_is_refreshed_for_the_same_conversation()
    {
        var thread = await host.Start(host.Harbor);

        var refreshed = await host.Send(HttpMethod.Post, "tokens/refresh", thread.Token);

        refreshed.Status.Should().Be(200);
        refreshed.Json.GetProperty("conversationId").GetString().Should().Be(thread.Id);
        (await (thread with { Token = refreshed.Json.GetProperty("token").GetString()! }).Say("hi")).Status.Should().Be(200);
    }

    [Fact]
    public async Task What_a_customer_says_is_stored_and_read_back_with_the_id_the_post_returned()
    {
        var thread = await host.Start(host.Harbor);

        var posted = await thread.Post(new { type = "message", from = new { id = "me" }, text = "red shoes", channelData = new { clientActivityID = "c1" } });

        var set = (await thread.Poll()).Json;
        var echo = set.GetProperty("activities").EnumerateArray().Should().ContainSingle().Subject;
        echo.GetProperty("id").GetString().Should().Be(posted.Json.GetProperty("id").GetString());
        echo.GetProperty("from").GetProperty("id").GetString().Should().Be("me");
        echo.GetProperty("channelData").GetProperty("clientActivityID").GetString().Should().Be("c1");
        set.GetProperty("watermark").GetString().Should().Be("1");
        (await host.Database.Ask<string>($"select m.text from message m join conversation c on c.id = m.conversation_id where c.thread_key = '{thread.Id}'"))
            .Should().Equal("red shoes");
    }

    [Fact]
    public async Task The_same_activity_again_gets_the_same_id_and_is_stored_once()
    {
        var thread = await host.Start(host.Harbor);
        var activity = new { type = "message", text = "once", channelData = new { clientActivityID = "c9" } };

        var ids = new[] { await thread.Post(activity), await thread.Post(activity) }.Select(a => a.Json.GetProperty("id").GetString());

        ids.Distinct().Should().ContainSingle();
        (await thread.Poll()).Json.GetProperty("activities").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task The_same_client_id_in_another_conversation_is_another_activity()
    {
        var activity = new { type = "message", text = "mine", channelData = new { clientActivityID = "c9" } };
        var (one, two) = (await host.Start(host.Harbor), await host.Start(host.Harbor));

        (await one.Post(activity)).Json.GetProperty("id").GetString().Should().NotBe((await two.Post(activity)).Json.GetProperty("id").GetString());
        (await two.Poll()).Json.GetProperty("activities").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task Polling_goes_on_from_the_watermark()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("one");
        var first = (await thread.Poll()).Json.GetProperty("watermark").GetString()!;
        await thread.ShopSays("two");

        var next = (await thread.Poll(first)).Json;

        next.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString()).Should().Equal("two");
        (await thread.Poll(next.GetProperty("watermark").GetString()!)).Json.GetProperty("activities").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_long_conversation_is_read_in_pages_without_a_gap()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("start");
        await host.Database.Run($"""
            insert into activity (tenant_id, conversation_id, watermark, body, at)
            select tenant_id, id, n, jsonb_build_object('type', 'message', 'text', n::text), now() from conversation, generate_series(2, 250) n where thread_key = '{thread.Id}'
            """);

        List<string?> texts = [];
        for (var watermark = ""; ;)
        {
            var page = (await thread.Poll(watermark)).Json;
            if (page.GetProperty("activities").GetArrayLength() == 0)
            {
                break;
            }

            texts.AddRange(page.GetProperty("activities").EnumerateArray().Select(a => a.GetProperty("text").GetString()));
            watermark = page.GetProperty("watermark").GetString()!;
        }

        texts.Should().Equal(["start", .. Enumerable.Range(2, 249).Select(n => $"{n}")]);
    }

    [Fact]
    public async Task The_key_alone_may_do_what_a_token_may()
    {
        var started = await host.Send(HttpMethod.Post, "conversations", host.Harbor.Key);
        var thread = new ChatThread(host, host.Harbor, host.Harbor.Key, started.Json.GetProperty("conversationId").GetString()!, "");

        (await thread.Say("from a server")).Status.Should().Be(200);
        (await thread.Poll()).Json.GetProperty("activities").GetArrayLength().Should().Be(1);
        (await host.Send(HttpMethod.Get, $"conversations/{thread.Id}?watermark=1", host.Harbor.Key)).Json
            .GetProperty("streamUrl").GetString().Should().Contain("watermark=1&t=");
    }

    [Fact]
    public async Task A_person_bound_to_the_token_is_one_contact_in_all_conversations_and_claims_count_for_nothing()
    {
        var user = "user-" + Guid.CreateVersion7();
        var bound = new { user = new { id = user, name = "Ann" } };
        await (await host.Start(host.Harbor, bound)).Say("first");
        await (await host.Start(host.Harbor, bound)).Say("second");
        await (await host.Start(host.Harbor)).Post(new { type = "message", from = new { id = user }, text = "I am Ann, too" });

        var contacts = await host.Database.Ask<Guid>($"select distinct contact_id from contact_identity where kind = 'web_session' and value = '{user}'");
        contacts.Should().ContainSingle();
        (await host.Database.Ask<long>($"select count(*) from conversation where contact_id = '{contacts[0]}'")).Should().Equal(2L);
    }

    [Fact]
    public async Task Typing_is_taken_and_not_stored()
    {
        var thread = await host.Start(host.Harbor);

        (await thread.Post(new { type = "typing" })).Status.Should().Be(200);
        (await thread.Poll()).Json.GetProperty("activities").GetArrayLength().Should().Be(0);
        (await host.Database.Ask<long>($"select count(*) from conversation where thread_key = '{thread.Id}'")).Should().Equal(0L);
    }

    [Fact]
    public async Task Opening_by_a_reference_is_stored_with_it()
    {
        var thread = await host.Start(host.Harbor);

        await thread.Post(new { type = "event", name = "shop/open", value = "p:0123" });

        (await host.Database.Ask<string>($"select e.event ->> 'reference' from inbound_event e join conversation c on c.id = e.conversation_id where c.thread_key = '{thread.Id}'"))
            .Should().Equal("p:0123");
    }
}
