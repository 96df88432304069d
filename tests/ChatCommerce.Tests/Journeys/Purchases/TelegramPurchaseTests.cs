using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>On Telegram, over the wire: the Sandbox plays the Bot API and the payment provider.</summary>
public sealed class TelegramPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_buys_by_keyboard_buttons_and_reads_the_confirmation_in_the_same_thread()
    {
        var phone = market.Phone("telegram", "harbor", "sam");

        await new BuyByPhone(market, database, phone).BuyInEnglish();

        // Who blocks the bot is written to no more, and who comes back may be.
        await phone.Do(new { @do = "preference", stop = true });
        await database.Until("select count(*) from suppression", 1L);
        await phone.Do(new { @do = "preference", stop = false });
        await database.Until("select count(*) from suppression", 0L);
    }

    [Fact]
    public async Task A_deep_link_opens_the_product_it_names()
    {
        var phone = market.Phone("telegram", "harbor", "mo");

        await phone.Do(new { @do = "start", reference = "p_tempo-lite" });

        (await phone.Expect(_ => true)).Everything.Should().Contain("Tempo Lite");
    }
}
