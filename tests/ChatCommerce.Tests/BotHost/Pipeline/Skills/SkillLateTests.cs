using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>A model that outlives even the callback: its address is used for the button before it dies.</summary>
public sealed class SkillLateTests(SkillLateTests.ShortLived callbacks) : IClassFixture<SkillLateTests.ShortLived>
{
    [Fact]
    public async Task A_callback_that_is_about_to_end_brings_the_button_and_the_tap_the_answer()
    {
        var world = callbacks.World;
        var mina = world.Caller();
        world.Model.Hold();

        (await mina.Say("등산화 추천해 주세요", world.Kakao.Callback("short"))).UsesCallback.Should().BeTrue();
        var call = await world.Kakao.Next();
        world.Model.Release();

        SkillAnswered.WordsOf(call.Body).Should().ContainSingle().Which.Should().StartWith("답변을 준비하고 있어요");
        (await mina.Tap(call.Body.GetProperty("template").GetProperty("quickReplies")[0])).Words.Should().Equal(HeldModel.Answer);
        world.Kakao.HeardMore.Should().BeFalse();
    }

    /// <summary>Callbacks that are used two seconds after their request at the latest.</summary>
    public sealed class ShortLived : IAsyncLifetime
    {
        public SkillWorld World { get; } = new()
        {
            Settings = new() { ["Channels:Kakao:AnswerWithinMilliseconds"] = "1000", ["Channels:Kakao:CallbackWithinSeconds"] = "7" },
        };

        public ValueTask InitializeAsync() => World.InitializeAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
