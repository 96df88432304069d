using ChatCommerce.Tests.World;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

public sealed class MessengerPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public Task A_customer_buys_on_messenger_and_reads_the_confirmation_there() =>
        new PhonePurchase(market, database).Complete(market.Phone("messenger", "harbor", "sam"));
}
