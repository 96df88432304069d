using System.Net.Http.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>Answers that come later than Kakao waits, and requests that come at once.</summary>
public sealed class SkillPatienceTests(SkillWorld world) : IClassFixture<SkillWorld>
{
    private static readonly TimeSpan KakaosPatience = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_model_slower_than_kakao_is_answered_for_in_time_and_its_own_answer_comes_on_the_tap()
    {
        var mina = world.Caller();
        world.Model.Hold();

        var first = await mina.Say("등산화 추천해 주세요");
        var early = await mina.Tap(first.Result);
        world.Model.Release();
        var real = await mina.Tap(early.Result);

        first.IsStillLooking.Should().BeTrue();
        early.IsStillLooking.Should().BeTrue("a tap that comes too early gets the button again");
        first.Took.Should().BeGreaterThan(TimeSpan.FromSeconds(3.9)).And.BeLessThan(KakaosPatience);
        early.Took.Should().BeLessThan(KakaosPatience);
        real.Words.Should().Equal(HeldModel.Answer);
        real.HasResult.Should().BeFalse();
        (await mina.Tap(first.Result)).Words.Should().Equal("새로 도착한 답변이 없어요. 궁금한 점을 말씀해 주세요.");
        (await world.Count($"message where conversation_id = '{await world.Conversation(mina)}' and author = 'customer'")).Should().Be(1, "a tap for the result says nothing");
    }

    [Fact]
    public async Task Two_taps_at_once_add_one_piece_and_both_are_answered()
    {
        var mina = world.Caller();
        var piece = await world.Piece("dalbit");

        var answers = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => mina.Send("담기", new { payload = piece, n = "out:1:0" })));

        answers.Should().OnlyContain(a => a.Status == 200 && a.Took < KakaosPatience);
        await world.Eventually($"select count(*) from inbound_event where conversation_id = '{await world.Conversation(mina)}' and state = 'done'", 1);
        (await world.Database.Ask<long>($"""
            select sum(l.quantity) from cart_line l join cart c on c.id = l.cart_id
            join conversation v on v.contact_id = c.contact_id where v.thread_key = '{mina.Person}'
            """)).Should().Equal(1);
    }

    [Fact]
    public async Task Two_different_messages_at_once_are_both_stored_and_everything_said_is_shown_once()
    {
        var mina = world.Caller();
        await mina.Ask("안녕하세요");

        var answers = await Task.WhenAll(mina.Say("영업시간이 어떻게 되나요?"), mina.Say("장바구니 보여줘"));

        answers.Should().OnlyContain(a => a.Status == 200 && a.Took < KakaosPatience);
        var here = $"conversation_id = '{await world.Conversation(mina)}'";
        await world.Eventually($"select count(*) from inbound_event where {here} and state <> 'done'", 0);
        if (answers.FirstOrDefault(a => a.HasResult) is { } rest)
        {
            await mina.Tap(rest.Result);
        }

        await world.Eventually($"select count(*) from outbox where {here} and state <> 'accepted'", 0);
        (await world.Count($"outbox where {here} and attempts > 1")).Should().Be(0);
    }

    [Fact]
    public async Task Who_takes_over_meanwhile_is_announced_and_their_words_come_on_the_tap_and_the_models_never()
    {
        var mina = world.Caller();
        world.Model.Hold();
        var asked = mina.Say("교환하고 싶어요");
        await world.Model.Asked;
        var id = await world.Conversation(mina);
        using var api = world.Host.Api("dalbit", "agent");

        (await api.PostAsJsonAsync($"/api/v1/conversations/{id}/takeover", new { })).EnsureSuccessStatusCode();
        var answer = await asked;
        (await api.PostAsJsonAsync($"/api/v1/conversations/{id}/messages", new { text = "네, 도와드릴게요." })).EnsureSuccessStatusCode();
        world.Model.Release();
        await world.Eventually($"select count(*) from outbox where conversation_id = '{id}' and state = 'pending' and problem like 'KakaoTalk takes answers only%'", 1);
        var shown = await mina.Tap(answer.Result);

        answer.Words.Should().ContainSingle().Which.Should().StartWith("담당자가 확인하고 있어요");
        answer.Took.Should().BeLessThan(TimeSpan.FromSeconds(4), "nobody waits for a bot that is silent");
        shown.Words.Should().Equal("네, 도와드릴게요.");
        (await world.Count($"outbox where conversation_id = '{id}' and class = 'reply' and state = 'accepted'")).Should().Be(0);
    }

    [Fact]
    public async Task Who_hangs_up_finds_the_answer_on_the_next_request()
    {
        var mina = world.Caller();
        world.Model.Hold();
        using var patience = new CancellationTokenSource();
        var asked = mina.Say("텐트 있어요?", ct: patience.Token);
        await world.Model.Asked;

        await patience.CancelAsync();
        await asked.Invoking(a => a).Should().ThrowAsync<OperationCanceledException>();
        world.Model.Release();

        (await mina.Send("결과 보기", new { resume = "1" })).Words.Should().Equal(HeldModel.Answer);
    }
}
