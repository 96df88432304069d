using ChatCommerce.Agent.Brain;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Agent;

/// <summary>A small shop with the assistant, ready to chat.</summary>
public sealed class AgentShop(TestDatabase database, TestClock clock, TestShop shop, ServiceProvider services)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public TestShop Shop => shop;

    public IServiceProvider Services => services;

    public static async Task<AgentShop> Open(TestDatabase database, TestClock clock, params ChooseMind[] minds)
    {
        var shop = await Shops.Open(database, clock, "s" + Guid.CreateVersion7().ToString("N")[^10..], "USD");
        var services = Agent.Chat.Services(database, clock, minds);
        await database.Tenants.Run(shop.Id, async db =>
        {
            await services.GetRequiredService<ProductIndex>().Refresh(db, [shop.Shoe, shop.Mug, shop.LanternProduct], Ct);
            return true;
        }, Ct);
        return new(database, clock, shop, services);
    }

    public Task<Chat> Chat(string language = "en") => Agent.Chat.Open(database, clock, services, shop.Id, language);

    public Task<CartView> Cart(Chat chat) => services.GetRequiredService<Carts>().Show(database.Tenants.For(shop.Id), chat.Contact, Ct);

    /// <summary>State and number of the contact's orders, newest first.</summary>
    public Task<List<string>> Orders(Chat chat) =>
        database.Ask<string>($"select number || ' ' || state from sales_order where contact_id = '{chat.Contact}' order by created_at desc");
}
