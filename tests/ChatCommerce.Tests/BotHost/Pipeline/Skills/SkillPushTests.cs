using System.Text.Json;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

public sealed class SkillPushTests(SkillWorld world) : IClassFixture<SkillWorld>
{
    private const string Refused = """{"taskId":"t","status":"FAIL","message":"expired"}""";

    [Fact]
    public async Task A_callback_brings_the_answer_that_was_not_ready_once()
    {
        var mina = world.Caller();
        world.Model.Hold();

        var promise = await mina.Say("등산화 추천해 주세요", world.Kakao.Callback("one"));
        world.Model.Release();
        var call = await world.Kakao.Next();

        promise.UsesCallback.Should().BeTrue();
        promise.Took.Should().BeLessThan(TimeSpan.FromSeconds(5));
        call.Path.Should().EndWith("callback/one");
        SkillAnswered.WordsOf(call.Body).Should().Equal(HeldModel.Answer);
        await world.Eventually($"select count(*) from outbox where conversation_id = '{await world.Conversation(mina)}' and state = 'accepted'", 1);
        await world.Eventually("select count(*) from skill_callback where state = 'open'", 0);
        (await mina.Send("결과 보기", new { resume = "1" })).Words.Should().NotContain(HeldModel.Answer);
        world.Kakao.HeardMore.Should().BeFalse();
    }

    [Fact]
    public async Task A_callback_that_is_refused_leaves_the_answer_for_the_next_tap()
    {
        var mina = world.Caller();
        world.Model.Hold();
        world.Kakao.Answers.Enqueue(Refused);

        await mina.Say("등산화 추천해 주세요", world.Kakao.Callback("dead"));
        world.Model.Release();
        await world.Kakao.Next();
        await world.Eventually($"select count(*) from outbox where conversation_id = '{await world.Conversation(mina)}' and state = 'pending'", 1);

        (await mina.Send("결과 보기", new { resume = "1" })).Words.Should().Equal(HeldModel.Answer);
    }

    [Fact]
    public async Task A_quick_answer_needs_no_callback()
    {
        var mina = world.Caller();

        var answer = await mina.Say("안녕하세요", world.Kakao.Callback("unneeded"));

        answer.UsesCallback.Should().BeFalse();
        answer.Words[0].Should().Contain("달빛상점");
        world.Kakao.HeardMore.Should().BeFalse();
    }

    [Fact]
    public async Task An_address_that_is_not_kakaos_is_no_callback()
    {
        var mina = world.Caller();
        world.Model.Hold();

        var answer = await mina.Say("등산화 추천해 주세요", "https://evil.example/v1/bots/5f00/callback/x");
        world.Model.Release();

        answer.IsStillLooking.Should().BeTrue();
        (await world.Count("skill_callback where url like '%evil%'")).Should().Be(0);
        (await mina.Tap(answer.Result)).Words.Should().Equal(HeldModel.Answer);
    }

    [Fact]
    public async Task News_of_an_order_knocks_once_and_the_call_that_follows_shows_it()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");

        await world.Announce(mina, "dalbit", MessageClass.Notice, "결제가 확인되었어요.");
        var knock = await world.Kakao.Next();
        await world.Eventually($"select count(*) from skill_knock k join outbox o on o.id = k.outbox_id where o.conversation_id = '{await world.Conversation(mina)}' and k.state = 'accepted'", 1);
        var shown = await mina.Send("주문 소식", new { resume = Parameter(knock.Body) });

        knock.Path.Should().Be($"v2/bots/{world.Host.Shops.Tenant("dalbit").Channel("kakaotalk").ExternalId}/talk");
        knock.Authorization.Should().StartWith("KakaoAK ");
        knock.Body.GetProperty("user")[0].GetProperty("id").GetString().Should().Be(mina.Person);
        knock.Body.ToString().Should().NotContain("결제가", "the news itself is told only in the chat");
        shown.Words.Should().Equal("결제가 확인되었어요.");
        world.Kakao.HeardMore.Should().BeFalse();
    }

    [Fact]
    public async Task Without_an_event_news_waits_and_is_shown_with_the_next_answer()
    {
        var sam = world.Caller("harbor");
        await sam.Ask("hi");
        var here = $"conversation_id = '{await world.Conversation(sam)}'";

        await world.Announce(sam, "harbor", MessageClass.Notice, "Your order is on its way.");
        await world.Eventually($"select count(*) from outbox where {here} and state = 'pending' and problem is not null", 1);
        (await world.Count($"conversation where id = '{await world.Conversation(sam)}' and send_due_at is not null")).Should().Be(0, "nothing looks again and again");
        var answer = await sam.Ask("show my cart");

        answer.Words[0].Should().Be("Your order is on its way.");
        answer.Words.Count.Should().BeGreaterThan(1);
        (await world.Count($"skill_knock k join outbox o on o.id = k.outbox_id where o.{here}")).Should().Be(0);
    }

    [Fact]
    public async Task Words_of_staff_never_knock()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");

        await world.Announce(mina, "dalbit", MessageClass.Human, "곧 연락드릴게요.");
        await world.Eventually($"select count(*) from outbox where conversation_id = '{await world.Conversation(mina)}' and state = 'pending' and problem is not null", 1);

        world.Kakao.HeardMore.Should().BeFalse();
    }

    [Fact]
    public async Task A_knock_that_is_refused_is_not_repeated_and_the_news_is_shown_with_the_next_answer()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");
        world.Kakao.Answers.Enqueue(Refused);

        await world.Announce(mina, "dalbit", MessageClass.Notice, "발송되었어요.");
        await world.Kakao.Next();
        var here = $"o.conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from skill_knock k join outbox o on o.id = k.outbox_id where {here} and k.state = 'refused' and k.problem like '%expired%'", 1);
        await world.Announce(mina, "dalbit", MessageClass.Human, "곧 도착해요.");
        await world.Eventually($"select count(*) from outbox o where {here} and o.state = 'pending' and o.problem is not null", 2);

        world.Kakao.HeardMore.Should().BeFalse();
        (await mina.Send("결과 보기", new { resume = "1" })).Words.Should().Equal("발송되었어요.", "곧 도착해요.");
    }

    [Fact]
    public async Task A_knock_that_was_taken_is_asked_about_once_and_staff_read_that_it_reached_nobody()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");
        world.Kakao.Outcomes.Enqueue("""{"taskId":"t","status":"DONE","message":"blocked","allRequestCount":1,"successCount":0,"fail":{"count":1,"list":[]}}""");

        await world.Announce(mina, "dalbit", MessageClass.Notice, "발송되었어요.");
        await world.Kakao.Next();
        var here = $"o.conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from skill_knock k join outbox o on o.id = k.outbox_id where {here} and k.state = 'failed' and o.problem like '%could not deliver it (blocked)%'", 1);
        await world.Announce(mina, "dalbit", MessageClass.Human, "곧 도착해요.");
        await world.Eventually($"select count(*) from outbox o where {here} and o.state = 'pending' and o.problem is not null", 2);

        var task = (await world.Database.Ask<string>($"select k.task_id from skill_knock k join outbox o on o.id = k.outbox_id where {here}"))[0];
        world.Kakao.AskedAbout.Count(asked => asked == task).Should().Be(1);
        world.Kakao.HeardMore.Should().BeFalse("it is not paid for again");
        (await mina.Send("결과 보기", new { resume = "1" })).Words.Should().Equal("발송되었어요.", "곧 도착해요.");
    }

    [Fact]
    public async Task A_knock_that_reached_the_person_leaves_the_news_as_it_was()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");

        await world.Announce(mina, "dalbit", MessageClass.Notice, "발송되었어요.");
        await world.Kakao.Next();
        var here = $"o.conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from skill_knock k join outbox o on o.id = k.outbox_id where {here} and k.state = 'accepted' and k.asked_at is not null", 1);

        (await world.Count($"outbox o where {here} and o.problem like '%could not deliver%'")).Should().Be(0);
    }

    private static string Parameter(JsonElement knock) => knock.GetProperty("params").GetProperty("resume").GetString()!;
}
