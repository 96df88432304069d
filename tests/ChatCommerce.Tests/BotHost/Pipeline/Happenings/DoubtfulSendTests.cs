using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Happenings;

/// <summary>A send whose answer was lost is settled by what the provider shows of it, and a half-sent message is never whole.</summary>
public sealed class DoubtfulSendTests(MetaOffice office) : IClassFixture<MetaOffice>
{
    [Fact]
    public async Task An_echo_on_Instagram_of_an_answer_whose_line_broke_settles_it_and_silences_nobody()
    {
        const string person = "6789012345678901";
        office.Graph.Break(person);
        await InstagramSays(person, "hello", "mid.IN1");
        var answer = (await office.Answers(person, 1))[0];
        await Becomes(person, "ambiguous");

        await Echo(person, "mid.OURS1", answer.Body.GetProperty("message").GetProperty("text").GetString()!);

        (await Standing(person)).Should().Be("bot accepted mid.OURS1");
        office.Graph.PostedTo(person).Should().HaveCount(1, "it is not sent again");
    }

    [Fact]
    public async Task Other_words_on_Instagram_are_a_persons_even_while_an_answer_is_in_doubt()
    {
        const string person = "6789012345678902";
        office.Graph.Break(person);
        await InstagramSays(person, "hello", "mid.IN2");
        await office.Answers(person, 1);
        await Becomes(person, "ambiguous");

        await Echo(person, "mid.JIN", "Hi, Jin here!");

        (await Standing(person)).Should().StartWith("paused ambiguous");
    }

    [Fact]
    public async Task A_status_with_our_mark_settles_an_answer_whose_line_broke()
    {
        const string user = "KR.Lost1";
        office.Graph.Break(user);
        await office.Says(user, null, "hello");
        var mark = (await office.Answers(user, 1))[0].Mark;
        await Becomes(user, "ambiguous");

        await office.Report("wamid.LOST1", "delivered", mark);

        (await Standing(user)).Should().Be("bot delivered wamid.LOST1");
    }

    [Fact]
    public async Task What_becomes_of_the_first_part_does_not_make_a_half_sent_message_whole()
    {
        const string person = "7100000000000001";
        await Greeted(person);
        office.Graph.Take(person, "m_HALF1");
        office.Graph.Refuse(person, 100);
        await office.StaffWrites(person, Long);
        await Becomes(person, "failed");

        await Messenger(person, """ "delivery":{"mids":["m_HALF1"],"watermark":1790000209000} """);

        (await office.Ask<string>($"select state from outbox_part where provider_id = 'm_HALF1'")).Should().Be("delivered");
        (await office.Ask<string>($"select o.state || ' ' || o.problem from outbox_part p join outbox o on o.id = p.outbox_id where p.provider_id = 'm_HALF1'"))
            .Should().Be("failed Meta 100: refused");
    }

    [Fact]
    public async Task An_echo_of_the_first_part_says_that_more_was_to_follow_and_one_of_the_last_settles_the_message()
    {
        const string person = "7100000000000002";
        await Greeted(person);
        office.Graph.Break(person);
        await office.StaffWrites(person, Long);
        await Becomes(person, "ambiguous");
        var mark = office.Graph.PostedTo(person)[^1].Body.GetProperty("message").GetProperty("metadata").GetString()!;

        await MessengerEcho(person, "m_HALF2", mark);

        (await Standing(person)).Should().Be("human ambiguous ");
        (await office.Ask<long>($"select count(*) from outbox_part where provider_id = 'm_HALF2'")).Should().Be(1);
        await MessengerEcho(person, "m_WHOLE2", mark.Replace(":0:more", ":1", StringComparison.Ordinal));
        (await Standing(person)).Should().Be("human accepted m_WHOLE2");
    }

    // Two messages of Messenger's.
    private static string Long => string.Join('\n', Enumerable.Range(1, 100).Select(n => $"Line {n} of a long letter."));

    private async Task Greeted(string person)
    {
        await Messenger(person, $$""" "message":{"mid":"m_HELLO{{person}}","text":"hello"} """);
        await office.Answers(person, 1);
        await office.Until("the greeting", $"select not exists (select 1 from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {person} and o.finished_at is null)");
    }

    private Task Messenger(string person, string fields) => office.Post(office.Messenger,
        $$$"""{"object":"page","entry":[{"id":"{{{office.Messenger.ExternalId}}}","time":1790000200000,"messaging":[{"sender":{"id":"{{{person}}}"},"recipient":{"id":"{{{office.Messenger.ExternalId}}}"},"timestamp":{{{Now}}},{{{fields}}}}]}]}""");

    private Task MessengerEcho(string person, string id, string mark) => office.Post(office.Messenger,
        $$$"""{"object":"page","entry":[{"id":"{{{office.Messenger.ExternalId}}}","time":1790000200000,"messaging":[{"sender":{"id":"{{{office.Messenger.ExternalId}}}"},"recipient":{"id":"{{{person}}}"},"timestamp":{{{Now}}},"message":{"mid":"{{{id}}}","text":"…","is_echo":true,"metadata":"{{{mark}}}"}}]}]}""");

    private Task InstagramSays(string person, string text, string id) => office.Post(office.Instagram,
        $$$"""{"object":"instagram","entry":[{"id":"{{{office.Instagram.ExternalId}}}","time":1790000100000,"messaging":[{"sender":{"id":"{{{person}}}"},"recipient":{"id":"{{{office.Instagram.ExternalId}}}"},"timestamp":{{{Now}}},"message":{"mid":"{{{id}}}","text":"{{{text}}}"}}]}]}""");

    private Task Echo(string person, string id, string text) => office.Post(office.Instagram,
        $$$"""{"object":"instagram","entry":[{"id":"{{{office.Instagram.ExternalId}}}","time":1790000100000,"messaging":[{"sender":{"id":"{{{office.Instagram.ExternalId}}}"},"recipient":{"id":"{{{person}}}"},"timestamp":{{{Now}}},"message":{"mid":"{{{id}}}","text":{{{System.Text.Json.JsonSerializer.Serialize(text)}}},"is_echo":true}}]}]}""");

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private Task Becomes(string thread, string state) => office.Until($"{thread} to be {state}", $"select ({Last(thread)}) = {state}");

    private Task<string> Standing(string thread) => office.Ask<string>($"""
        select c.control || ' ' || o.state || ' ' || coalesce(o.provider_id, '') from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} order by o.seq desc limit 1
        """);

    private static Sql Last(string thread) => $"""
        select coalesce((select o.state from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} order by o.seq desc limit 1), '')
        """;
}
