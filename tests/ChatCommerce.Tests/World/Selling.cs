using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Http;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.World;

/// <summary>The classes that sell, wired as the program wires them, on a test's own database and clock.</summary>
public sealed class Selling : IDisposable
{
    private readonly ServiceProvider services;

    public Selling(TestDatabase database, TimeProvider clock, params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(clock).AddSingleton(database.Tenants).AddSingleton(database.System).AddSingleton(new SecretBox(TestDatabase.EncryptionKey))
            .AddSingleton<IOrderNews>(News)
            .AddSingleton<IThreads, RecordedThreads>()
            .AddGuardedHttp(configuration)
            .AddCommerce(configuration)
            .BuildServiceProvider();
    }

    public static Actor Ann { get; } = new(ActorKind.Staff, "Ann");

    public RecordedNews News { get; } = new();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task<Result<PlacedOrder>> Place(SellingShop shop, ContactId contact, string? shipping = null) =>
        shop.Try(db => Get<PlaceOrder>().Place(db, new(contact, null, shipping), default));

    /// <summary>A new contact with one line in the cart, placed.</summary>
    public async Task<PlacedOrder> PlaceOne(SellingShop shop, VariantId variant, int quantity = 1)
    {
        var contact = await shop.Contact();
        await Put(shop, contact, variant, quantity);
        return (await Place(shop, contact)).Value;
    }

    public async Task Put(SellingShop shop, ContactId contact, VariantId variant, int quantity = 1)
    {
        var added = await shop.Try(db => Get<ChatCommerce.Commerce.Carts.Carts>().Add(db, contact, variant, quantity, default));
        _ = added.Value;
    }

    public async Task<OrderView> Order(SellingShop shop, OrderId order) => (await Get<Orders>().Find(shop.Db, order, default))!;

    public void Dispose() => services.Dispose();
}
