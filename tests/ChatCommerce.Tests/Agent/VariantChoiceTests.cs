using ChatCommerce.Agent.Tools;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static ChatCommerce.Tests.Agent.ScriptedModel;

namespace ChatCommerce.Tests.Agent;

/// <summary>Trousers whose waist and length come in the same numbers, and of which 34 is left in one length only.</summary>
public sealed class VariantChoiceTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly (string Waist, string Length, int OnHand)[] Made =
        [("30", "30", 5), ("30", "32", 5), ("32", "30", 5), ("32", "32", 5), ("34", "30", 0), ("34", "32", 5)];

    private readonly TestClock clock = new();

    [Theory]
    [InlineData("32", "30")]
    [InlineData("30", "30")]
    [InlineData("the second one", "1")]
    public async Task The_same_numbers_are_asked_for_once_each(string waist, string length)
    {
        var (shop, trousers) = await Open();
        var chat = await shop.Chat();
        await chat.Send(new ChoiceTapped(Actions.Add(trousers.Id), "Trousers"));
        await chat.Say(waist);
        chat.Shown().Should().Contain("length");

        await chat.Say(length);

        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Sku.Should().Be($"TR-{(waist == "30" ? "30" : "32")}-30");
    }

    [Fact]
    public async Task Tapped_they_are_too()
    {
        var (shop, trousers) = await Open();
        var chat = await shop.Chat();
        await chat.Send(new ChoiceTapped(Actions.Add(trousers.Id), "Trousers"));
        await chat.Tap(chat.Button("32"));

        await chat.Tap(chat.Button("30"));

        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Sku.Should().Be("TR-32-30");
    }

    [Fact]
    public async Task A_variant_that_is_named_is_taken()
    {
        var (shop, trousers) = await Open();
        var chat = await shop.Chat();

        await chat.Send(new ChoiceTapped(Actions.Variant(trousers.Variants.Single(v => v.Sku == "TR-32-30").Id), "Add to cart"));

        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Sku.Should().Be("TR-32-30");
    }

    [Fact]
    public async Task What_is_left_alone_is_put_into_the_cart_only_after_the_customer_said_so()
    {
        var model = Says(
            Call("add_to_cart", new { item = "trousers", options = "waist 34" }), Call("add_to_cart", new { item = "trousers", options = "waist 34, length 32" }), Words("Here you are."),
            Call("add_to_cart", new { item = "trousers", options = "waist 34, length 32" }), Words("Done."));
        var (shop, _) = await Open(model);
        var chat = await shop.Chat();

        await chat.Say("the trousers in waist 34");
        (await shop.Cart(chat)).Lines.Should().BeEmpty("the customer has not heard that there is one length only");

        await chat.Say("yes");
        (await shop.Cart(chat)).Lines.Should().ContainSingle().Which.Sku.Should().Be("TR-34-32");
    }

    private async Task<(AgentShop Shop, ProductDetail Trousers)> Open(ScriptedModel? model = null)
    {
        var shop = model is null ? await AgentShop.Open(database, clock) : await AgentShop.Open(database, clock, model.Chosen);
        var draft = new ProductDraft("trousers", "Quay trousers", "", "Trousers", "Made to last.", ProductStatus.Active, new Dictionary<string, string>(), ["waist", "length"], [],
            [.. Made.Select(m => new VariantDraft($"TR-{m.Waist}-{m.Length}", new Dictionary<string, string> { ["waist"] = m.Waist, ["length"] = m.Length }, 4900, OnHand: m.OnHand))]);
        var trousers = await database.Tenants.Run(shop.Shop.Id, async db =>
        {
            var made = (await shop.Services.GetRequiredService<Products>().Create(db, draft, Actor.System("test"), CancellationToken.None)).Value;
            await shop.Services.GetRequiredService<ProductIndex>().Refresh(db, [made.Id], CancellationToken.None);
            return made;
        }, CancellationToken.None);
        return (shop, trousers);
    }
}
