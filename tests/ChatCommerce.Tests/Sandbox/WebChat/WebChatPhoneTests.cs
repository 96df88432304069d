using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.WebChat;

/// <summary>The shop's own web chat held like a phone, against the whole program.</summary>
public sealed class WebChatPhoneTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_talks_to_the_shop_from_a_phone_and_taps_what_it_shows()
    {
        var phone = market.Phone("web_chat", "harbor", "sam");

        (await phone.Say("hi")).Everything.Should().Contain("Harbor");
        var found = await phone.Say("running shoes under 100");
        found.Cards.Should().HaveCountGreaterThan(3);
        var chosen = await phone.Tap(found.Cards[0].Buttons[0].Label);

        chosen.Everything.Should().NotBeEmpty();
        (await phone.FromShop()).Should().HaveCountGreaterThan(2);
    }

    [Fact]
    public async Task Two_people_have_two_conversations()
    {
        var (mina, sam) = (market.Phone("web_chat", "harbor", "mina"), market.Phone("web_chat", "harbor", "sam"));

        await mina.Say("hi");

        (await sam.Bubbles()).Should().BeEmpty();
    }
}
