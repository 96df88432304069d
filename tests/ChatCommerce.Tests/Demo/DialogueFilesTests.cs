using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Demo;

public sealed class DialogueFilesTests
{
    private static readonly string[] Tools =
    [
        "search_products", "add_to_cart", "change_quantity", "remove_from_cart", "show_cart", "checkout",
        "order_status", "cancel_order", "search_documents", "hand_off", "set_language",
    ];

    public static TheoryData<string> Names => [.. DialogueFiles.Names];

    [Theory]
    [InlineData("harbor-")]
    [InlineData("dalbit-")]
    public void Each_shop_has_thirty_dialogues_or_more(string prefix) =>
        DialogueFiles.Names.Count(name => name.StartsWith(prefix, StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(30);

    [Theory, MemberData(nameof(Names))]
    public void A_dialogue_speaks_with_the_shop_of_its_file_name_and_expects_something(string name)
    {
        var dialogue = DialogueFiles.Read(name);
        name.Should().StartWith(dialogue.Tenant + "-");
        dialogue.Name.Should().NotBeNullOrWhiteSpace();
        dialogue.Turns.Should().Contain(turn => turn.Expect != null);
        dialogue.Turns.Should().OnlyContain(turn => string.IsNullOrEmpty(turn.Say) != string.IsNullOrEmpty(turn.Tap));
    }

    [Theory, MemberData(nameof(Names))]
    public void Expectations_use_only_known_words(string name)
    {
        foreach (var expect in Expectations(name))
        {
            (expect.Tools ?? []).Should().BeSubsetOf(Tools);
            (expect.Kind ?? "text").Should().BeOneOf("products", "text", "cart", "choices", "link", "handoff");
            (expect.Control ?? "bot").Should().BeOneOf("bot", "queued");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Carts_add_up_to_the_prices_of_the_demo_shop_and_fit_its_stock(string name)
    {
        var tenant = DialogueFiles.Read(name).Tenant;
        var variants = DemoFiles.Products(tenant).Where(product => product.Status == "active")
            .SelectMany(product => product.Variants).ToDictionary(variant => variant.Sku);

        foreach (var expect in Expectations(name).Where(expect => expect.Cart != null || expect.CartLines != null))
        {
            expect.CartLines.Should().Be(expect.Cart!.Length);
            expect.CartTotalMinor.Should().Be(expect.Cart.Sum(line => variants[line.Sku].PriceMinor * line.Quantity));
            expect.Cart.Where(line => variants[line.Sku].OnHand < Math.Max(line.Quantity, 2)).Should().BeEmpty();
        }
    }

    private static IEnumerable<DialogueExpectation> Expectations(string name) =>
        DialogueFiles.Read(name).Turns.Select(turn => turn.Expect).OfType<DialogueExpectation>();
}
