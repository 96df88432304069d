using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Agent;

public sealed class SilenceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private readonly TestClock clock = new();

    [Theory]
    [InlineData("STOP")]
    [InlineData("Unsubscribe.")]
    [InlineData("please stop messaging me")]
    [InlineData("수신거부")]
    [InlineData("dừng")]
    [InlineData("退订")]
    public async Task Stop_is_stored_and_confirmed_once_and_then_there_is_silence(string stop)
    {
        var chat = await Open();
        var outcome = await chat.Say("hi", stop);

        outcome.Messages.Should().ContainSingle().Which.Class.Should().Be(MessageClass.Confirmation);
        (await Suppressed(chat)).Should().BeTrue();
        (await chat.Say("running shoes")).Messages.Should().BeEmpty();
        (await chat.Say(stop)).Messages.Should().BeEmpty();
    }

    [Theory]
    [InlineData("START")]
    [InlineData("수신동의")]
    public async Task Start_ends_the_silence(string start)
    {
        var chat = await Open();
        await chat.Say("STOP");
        (await chat.Say(start)).Messages.Should().ContainSingle().Which.Class.Should().Be(MessageClass.Confirmation);
        (await Suppressed(chat)).Should().BeFalse();
        (await chat.Say("hello")).Messages.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("does the stopwatch stop at zero?")]
    [InlineData("cancel")]
    [InlineData("non-stop flights bag")]
    public async Task Words_that_only_contain_stop_do_not_silence(string line)
    {
        var chat = await Open();
        (await chat.Say(line)).Messages.Should().NotBeEmpty();
        (await Suppressed(chat)).Should().BeFalse();
    }

    private async Task<Chat> Open()
    {
        var shop = await Shops.Open(database, clock, "s" + Guid.CreateVersion7().ToString("N")[^10..], "USD");
        return await Chat.Open(database, clock, Chat.Services(database, clock), shop.Id);
    }

    private async Task<bool> Suppressed(Chat chat) =>
        (await database.Ask<long>($"select count(*) from suppression where contact_id = '{chat.Contact}'"))[0] == 1;
}
