using System.Net.Http.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

public sealed class WhatsAppPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_buys_on_whatsapp_and_reads_the_confirmation_there()
    {
        await new PhonePurchase(market, database).Complete(market.Phone("whatsapp", "harbor", "mina"));

        var harbor = market.Host.Shops.Tenant("harbor").Id;
        var identities = await database.Ask<string>($"""
            select i.kind from contact_identity i join channel_account a on a.tenant_id = i.tenant_id and a.id = i.channel_account_id
            where a.kind = 'whatsapp' and i.tenant_id = '{harbor}' order by 1
            """);
        identities.Should().Equal("phone", "wa_bsuid");
    }

    [Fact]
    public async Task Somebody_without_a_phone_number_is_answered_by_their_user_id()
    {
        (await market.Provider.PutAsJsonAsync("/sandbox/people/ravi", new { name = "Ravi", phone = "", username = "ravi_k", locale = "en-IN" })).EnsureSuccessStatusCode();
        var ravi = market.Phone("whatsapp", "dalbit", "ravi");

        await ravi.Say("hi");

        (await database.Ask<string>("select thread_key from conversation where thread_key like 'IN.%'")).Should().ContainSingle();
    }
}
