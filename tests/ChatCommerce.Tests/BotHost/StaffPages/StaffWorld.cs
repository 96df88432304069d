using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>The program with both demo shops and the payment provider, and one signed-in browser a role.</summary>
public sealed class StaffWorld : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<StaffBrowser>> browsers = new(StringComparer.Ordinal);

    public TestDatabase Database { get; } = new();

    public Marketplace Market { get; private set; } = null!;

    public TestHost Host => Market.Host;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Market = await Marketplace.Open(Database);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            (await browser).Dispose();
        }

        await Market.DisposeAsync();
        await Database.DisposeAsync();
    }

    public Task<StaffBrowser> Browser(string role, string slug = "harbor") => browsers.GetOrAdd(slug + role, _ => Enter(slug, role));

    /// <summary>An order over the API that nobody has paid.</summary>
    public async Task<StaffOrder> Place(string slug = "harbor")
    {
        var shop = Host.Shops.Tenant(slug);
        var contact = await World.Shops.NewContact(Database, TimeProvider.System, new TenantId(shop.Id));
        using var api = Host.Api(slug, "owner");
        using var line = await api.PutAsJsonAsync($"/api/v1/contacts/{contact}/cart/lines/{(slug == "harbor" ? "HG-PACER-40-NAV" : "DB-FIRST-230-BLU")}", new { quantity = 1 });
        line.EnsureSuccessStatusCode();
        using var placed = await api.PostAsJsonAsync("/api/v1/orders", new { contactId = contact.Value });
        var view = JsonDocument.Parse(await placed.Content.ReadAsStringAsync()).RootElement;
        placed.IsSuccessStatusCode.Should().BeTrue(view.ToString());
        var order = view.GetProperty("order");
        return new(slug, order.GetProperty("orderId").GetString()!, order.GetProperty("number").GetString()!, view.GetProperty("payLink").GetString()!);
    }

    public async Task<StaffOrder> Buy(string slug = "harbor")
    {
        var order = await Place(slug);
        await Market.Pay(await Market.OpenPayLink(order.PayLink));
        await PaymentWorld.Until(async () => await StateOf(order) == "paid");
        return order;
    }

    /// <summary>A genuine event of the provider for the order with another amount.</summary>
    public async Task Underpay(StaffOrder order, long amount)
    {
        var session = await Market.OpenPayLink(order.PayLink);
        using var sent = await Market.Provider.PostAsJsonAsync("/sandbox/stripe/events", new { session, overrides = new { amount_total = amount } });
        sent.EnsureSuccessStatusCode();
        await PaymentWorld.Until(async () => (await Database.Ask<long>($"select count(*) from payment_exception where order_id = '{order.Id}'"))[0] == 1);
    }

    /// <summary>The customer pays, and nothing of what the provider tells arrives.</summary>
    public async Task PayUnheard(StaffOrder order)
    {
        var session = await Market.OpenPayLink(order.PayLink);
        await Fault(new { kind = "drop" });
        await Market.Pay(session);
        using var over = await Market.Provider.DeleteAsync("/sandbox/faults?provider=stripe");
        over.EnsureSuccessStatusCode();
    }

    public async Task Fault(object fault)
    {
        using var taken = await Market.Provider.PostAsJsonAsync("/sandbox/faults", fault);
        taken.EnsureSuccessStatusCode();
    }

    public async Task<string> StateOf(StaffOrder order) => (await Database.Ask<string>($"select state from sales_order where id = '{order.Id}'"))[0];

    /// <summary>Actions written about a subject, oldest first, each with who did it.</summary>
    public Task<List<string>> Audit(string subject) => Database.Ask<string>(
        $"select action || ' by ' || actor_kind || ':' || actor from audit_entry where subject = '{subject}' order by seq");

    private async Task<StaffBrowser> Enter(string slug, string role)
    {
        var browser = new StaffBrowser(Host.Address);
        await browser.Enter(Host.Shops.Tenant(slug).SignIn(role));
        return browser;
    }
}

public sealed record StaffOrder(string Slug, string Id, string Number, string PayLink)
{
    public string Page => $"/{Slug}/manage/orders/{Number}";
}
