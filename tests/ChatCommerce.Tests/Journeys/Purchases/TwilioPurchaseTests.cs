using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>WhatsApp through Twilio, over the wire: the Sandbox plays Programmable Messaging, the Content API and the payment provider.</summary>
public sealed class TwilioPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_whatsapp_customer_buys_by_buttons_and_lists_and_every_message_is_reported_back()
    {
        var phone = market.Phone("whatsapp_twilio", "harbor", "sam");

        await new BuyByPhone(market, database, phone).BuyInEnglish();

        (await phone.FromShop()).Should().Contain(bubble => bubble.List != null, "what was found is a list");
        await phone.Do(new { @do = "read" });
        await database.Until("select count(*) from outbox where state <> 'read'", 0L);
    }
}
