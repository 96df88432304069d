using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>Whatever a person can say on a messenger is answered by a turn: stored, read back, and understood or asked about.</summary>
public sealed class EverythingSaidTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Sku = "HG-DAWN-41-COR";
    private static readonly Dictionary<string, object> Acts = new(StringComparer.Ordinal)
    {
        ["media"] = new { @do = "media", kind = "image", caption = "this one?" },
        ["voice"] = new { @do = "media", kind = "audio" },
        ["location"] = new { @do = "location", latitude = 59.9, longitude = 10.7, name = "Pier 7", address = "Harbor Street 7" },
        ["contact"] = new { @do = "contact", name = "Ann", phone = "+4790000001" },
        ["product"] = new { @do = "product", sku = Sku, text = "in this size?" },
        ["order"] = new { @do = "order", items = new[] { new { sku = Sku, quantity = 1, price = 79m, currency = "USD" } }, note = "as a gift" },
        ["form"] = new { @do = "form", name = "sizes", fields = new Dictionary<string, string> { ["id"] = "41", ["zip"] = "0150" } },
        ["start"] = new { @do = "start", reference = "p:" + Sku, text = "hello" },
    };

    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Theory]
    [InlineData("whatsapp", "media voice location contact product order form start")]
    [InlineData("whatsapp_twilio", "media voice location form start")]
    [InlineData("sms", "media start")]
    [InlineData("messenger", "media voice product start")]
    [InlineData("instagram", "media voice product start")]
    [InlineData("telegram", "media voice location contact start")]
    [InlineData("kakaotalk", "media location")]
    public async Task Each_kind_of_message_gets_an_answer(string kind, string acts)
    {
        foreach (var act in acts.Split(' '))
        {
            var phone = market.Phone(kind, "harbor", $"{act}-{kind.Replace('_', '-')}");
            await phone.Say("hi");
            await database.Until("select count(*) from outbox where finished_at is null", 0L);

            (await phone.Ask(Acts[act])).Everything.Should().NotBeEmpty($"{act} on {kind} wants an answer");
        }

        await database.Until("select count(*) from inbound_event where seq is not null and state <> 'done'", 0L);
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task Who_asks_about_a_product_of_the_messengers_catalog_is_shown_it(string kind)
    {
        var phone = market.Phone(kind, "harbor", "asker");
        await phone.Say("hi");

        await phone.Do(Acts["product"]);

        await phone.Expect("Dawn");
    }
}
