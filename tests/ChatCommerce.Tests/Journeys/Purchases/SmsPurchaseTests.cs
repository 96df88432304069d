using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>By SMS, over the wire, where every choice is a number that the customer types.</summary>
public sealed class SmsPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_buys_by_typing_numbers_and_stops_and_starts_messages()
    {
        var phone = market.Phone("sms", "harbor", "sam");

        await new BuyByPhone(market, database, phone).BuyInEnglish();

        (await phone.FromShop()).Should().OnlyContain(bubble => bubble.Buttons.Length == 0 && bubble.List == null, "a text message is text");
        await database.Until("select count(*) from outbox where state <> 'delivered'", 0L);
        await phone.Do(new { @do = "preference", stop = true });
        await database.Until("select count(*) from suppression", 1L);
        await phone.Do(new { @do = "preference", stop = false });
        await database.Until("select count(*) from suppression", 0L);
    }
}
