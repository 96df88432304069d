using System.Net.Http.Json;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Kakao;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

public sealed class SkillAnswerTests(SkillWorld world) : IClassFixture<SkillWorld>
{
    [Fact]
    public async Task The_answer_stands_in_the_response_and_its_acceptance_in_the_journal()
    {
        var mina = world.Caller();

        var answer = await mina.Ask("안녕하세요");

        answer.Status.Should().Be(200);
        answer.Words[0].Should().Contain("달빛상점");
        SkillLimits.Problems(answer.Template).Should().BeEmpty();
        var here = $"conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from outbox where {here} and state = 'accepted'", 1);
        (await world.Count($"send_attempt a join outbox o on o.id = a.outbox_id where o.{here} and a.outcome = 'accepted'")).Should().Be(1);
        (await world.Count($"outbox_part p join outbox o on o.id = p.outbox_id where o.{here}")).Should().Be(1);
    }

    [Fact]
    public async Task Buttons_of_the_answer_are_understood_when_they_are_tapped()
    {
        var mina = world.Caller();
        var answer = await mina.Ask("10만원 이하 파란 운동화");
        answer.Text.Should().Contain("carousel");
        var shown = answer.Template.GetProperty("outputs").EnumerateArray().First(o => o.TryGetProperty("carousel", out _));
        var button = shown.GetProperty("carousel").GetProperty("items")[0].GetProperty("buttons")[0];

        var next = await mina.Tap(button);

        next.IsStillLooking.Should().BeFalse();
        (await world.Count($"inbound_event where conversation_id = '{await world.Conversation(mina)}' and kind = 'choice_tapped'")).Should().Be(1);
    }

    [Fact]
    public async Task Without_a_block_the_third_cards_button_opens_the_third_product()
    {
        var sam = world.Caller("harbor");
        var found = await sam.Ask("running shoes under 100");
        var cards = found.Template.GetProperty("outputs").EnumerateArray().First(o => o.TryGetProperty("carousel", out _)).GetProperty("carousel").GetProperty("items");
        var third = cards[2];

        var shown = await sam.Ask(third.GetProperty("buttons")[0].GetProperty("messageText").GetString()!);

        var card = shown.Template.GetProperty("outputs").EnumerateArray().First(o => o.TryGetProperty("basicCard", out _)).GetProperty("basicCard");
        card.GetProperty("title").GetString().Should().Be(third.GetProperty("title").GetString()).And.NotBe(cards[0].GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_shop_with_consultants_at_kakao_offers_them_when_it_hands_over_and_another_does_not()
    {
        var (sam, mina) = (world.Caller("harbor"), world.Caller());

        var handed = await sam.Ask("I want to talk to a person");
        var here = await mina.Ask("상담원 연결해 주세요");
        var still = await sam.Say("hello?");

        handed.Text.Should().Contain("\"operator\"");
        still.Text.Should().Contain("\"operator\"");
        here.Text.Should().NotContain("\"operator\"");
        (await world.Count($"conversation where id in ('{await world.Conversation(sam)}', '{await world.Conversation(mina)}') and control <> 'bot'")).Should().Be(2);
    }

    [Fact]
    public async Task Only_the_shops_own_secret_at_its_own_address_for_its_own_bot_is_answered()
    {
        var mina = world.Caller();
        var body = KakaoWorld.Body("안녕하세요", person: mina.Person, bot: world.Host.Shops.Tenant("dalbit").Channel("kakaotalk").ExternalId);

        (await mina.Post(body, secret: "wrong")).Status.Should().Be(401);
        (await mina.Post(KakaoWorld.Body("안녕하세요", person: mina.Person, bot: "another-bot"))).Status.Should().Be(404);
        (await world.Host.Http.PostAsJsonAsync("/webhooks/kakaotalk/nobody", new { })).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        (await world.Count($"inbound_event where event->>'threadKey' = '{mina.Person}'")).Should().Be(0);
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_and_the_person_is_told()
    {
        var answer = await world.Caller().Post("{\"no\":\"person\"}");

        answer.Words.Should().Equal("내용을 읽지 못했어요. 글로 다시 말씀해 주세요.");
        (await world.Count("inbound_event where kind = 'unreadable'")).Should().Be(1);
    }

    [Fact]
    public async Task What_does_not_fit_waits_for_the_next_request_in_its_order()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");
        await world.Announce(mina, "dalbit", MessageClass.Human, "1", "2", "3", "4", new string('가', 1_500));

        var first = await mina.Send("결과 보기", new { resume = "1" });
        var second = await mina.Tap(first.Result);

        first.Words.Should().Equal("1", "2", "3");
        second.Words.Should().HaveCount(3).And.StartWith("4");
        second.HasResult.Should().BeFalse();
        var here = $"conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from outbox where {here} and state <> 'accepted'", 0);
    }

    [Fact]
    public async Task A_long_message_is_shown_part_by_part_over_requests_and_never_twice()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");
        await world.Announce(mina, "dalbit", MessageClass.Human, string.Concat(Enumerable.Range(1, 4).Select(n => $"{n}" + new string('가', 998) + " ")));

        var first = await mina.Send("결과 보기", new { resume = "1" });
        var second = await mina.Tap(first.Result);

        first.Words.Select(w => w[0]).Should().Equal('1', '2', '3');
        second.Words.Select(w => w[0]).Should().Equal('4');
    }

    [Fact]
    public async Task After_stop_there_is_its_confirmation_and_then_only_how_to_start_again()
    {
        var mina = world.Caller();

        (await mina.Ask("수신거부")).Words[0].Should().Contain("수신동의");
        await world.Announce(mina, "dalbit", MessageClass.Human, "안 보일 말");
        (await mina.Ask("운동화")).Words.Should().ContainSingle().Which.Should().Contain("수신동의").And.NotContain("안 보일 말");
    }
}
