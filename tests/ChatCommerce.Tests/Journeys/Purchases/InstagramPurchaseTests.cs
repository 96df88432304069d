using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

public sealed class InstagramPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public Task A_customer_buys_on_instagram_and_reads_the_confirmation_there() =>
        new PhonePurchase(market, database).Complete(market.Phone("instagram", "harbor", "sam"));
}
