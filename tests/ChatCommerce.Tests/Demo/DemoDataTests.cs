using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Demo;

public sealed partial class DemoDataTests
{
    public static TheoryData<string> Shops => ["harbor", "dalbit"];

    [Fact]
    public void No_two_variants_share_a_sku() =>
        Shops.SelectMany(row => DemoFiles.Products(row.Data)).SelectMany(product => product.Variants)
            .Select(variant => variant.Sku).Should().OnlyHaveUniqueItems();

    [Theory, MemberData(nameof(Shops))]
    public void Handles_are_unique_in_a_shop(string shop) =>
        DemoFiles.Products(shop).Select(product => product.Handle).Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(55);

    [Theory, MemberData(nameof(Shops))]
    public void Every_variant_chooses_a_value_for_each_option_of_its_product(string shop)
    {
        foreach (var product in DemoFiles.Products(shop))
        {
            product.Variants.Should().NotBeEmpty(product.Handle);
            foreach (var variant in product.Variants)
            {
                variant.Options.Keys.Should().BeEquivalentTo(product.Options, variant.Sku);
            }

            product.Variants.Select(variant => string.Join('/', product.Options.Select(option => variant.Options[option])))
                .Should().OnlyHaveUniqueItems(product.Handle);
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void A_fact_is_an_option_or_an_attribute_but_not_both(string shop)
    {
        foreach (var product in DemoFiles.Products(shop))
        {
            product.Attributes.Keys.Should().NotIntersectWith(product.Options, product.Handle);
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void Prices_are_positive_and_an_old_price_is_higher(string shop)
    {
        foreach (var variant in DemoFiles.Products(shop).SelectMany(product => product.Variants))
        {
            variant.PriceMinor.Should().BePositive(variant.Sku);
            variant.OnHand.Should().BeGreaterThanOrEqualTo(0, variant.Sku);
            if (variant.CompareAtMinor is { } old)
            {
                old.Should().BeGreaterThan(variant.PriceMinor, variant.Sku);
            }
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void A_product_has_a_known_status_and_says_something_about_itself(string shop)
    {
        foreach (var product in DemoFiles.Products(shop))
        {
            product.Status.Should().BeOneOf("active", "draft", "archived");
            product.Title.Should().NotBeNullOrWhiteSpace(product.Handle);
            product.Category.Should().NotBeNullOrWhiteSpace(product.Handle);
            product.Description.Length.Should().BeGreaterThan(25, product.Handle);
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void The_last_unit_is_the_only_variant_with_one_on_hand(string shop) =>
        DemoFiles.Products(shop).Where(product => product.Status == "active").SelectMany(product => product.Variants)
            .Where(variant => variant.OnHand == 1)
            .Should().ContainSingle().Which.Sku.Should().Be(DemoFiles.Shop(shop).LastUnitSku);

    [Theory]
    [InlineData("harbor", "blue", 9_999)]
    [InlineData("dalbit", "파랑", 100_000)]
    public void Blue_running_shoes_lie_on_both_sides_of_the_price_people_ask_for(string shop, string blue, long limit)
    {
        var prices = DemoFiles.Products(shop).Where(product => product.IsRunningShoe)
            .Select(product => product.Variants.Where(variant => variant.OnHand > 0 && variant.Options.GetValueOrDefault("color") == blue))
            .Where(variants => variants.Any()).Select(variants => variants.Min(variant => variant.PriceMinor)).ToList();

        prices.Count(price => price <= limit).Should().BeGreaterThanOrEqualTo(4);
        prices.Count(price => price > limit && price <= limit * 12 / 10).Should().BeGreaterThanOrEqualTo(2);
    }

    [Theory, MemberData(nameof(Shops))]
    public void Pictures_are_small_drawings_without_script_text_or_anything_from_outside(string shop)
    {
        var listed = DemoFiles.Products(shop).SelectMany(product => product.Images).Append("pictures/logo.svg").ToList();
        foreach (var picture in listed)
        {
            CheckPicture(Path.Combine(DemoFiles.Folder(shop), picture));
        }

        Directory.GetFiles(Path.Combine(DemoFiles.Folder(shop), "pictures")).Select(path => "pictures/" + Path.GetFileName(path))
            .Should().BeEquivalentTo(listed, "every picture belongs to a product or is the logo");
    }

    [Theory, MemberData(nameof(Shops))]
    public void The_shipping_document_names_exactly_the_amounts_of_the_shop(string shop)
    {
        var inShop = ShippingAmounts(shop);
        AmountsIn(Path.Combine(DemoFiles.Folder(shop), "documents", "shipping.md")).Should().BeEquivalentTo(inShop);
    }

    [Theory, MemberData(nameof(Shops))]
    public void No_document_names_an_amount_that_the_shop_does_not_charge_for_shipping(string shop)
    {
        foreach (var document in Directory.GetFiles(Path.Combine(DemoFiles.Folder(shop), "documents"), "*.md"))
        {
            AmountsIn(document).Should().BeSubsetOf(ShippingAmounts(shop), document);
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void Documents_and_posts_begin_with_title_and_slug(string shop)
    {
        var documents = Directory.GetFiles(Path.Combine(DemoFiles.Folder(shop), "documents"), "*.md");
        documents.Select(Path.GetFileNameWithoutExtension)
            .Should().BeEquivalentTo(["shipping", "returns", "about", "payment", "hours", "care"]);
        foreach (var path in documents.Concat(Directory.GetFiles(Path.Combine(DemoFiles.Folder(shop), "posts"), "*.md")))
        {
            File.ReadAllText(path).Should().MatchRegex($"^---\ntitle: .+\nslug: {Path.GetFileNameWithoutExtension(path)}\n");
        }
    }

    [Theory, MemberData(nameof(Shops))]
    public void Each_role_has_one_member_of_staff_who_reaches_nobody_by_mail(string shop)
    {
        var staff = DemoFiles.Shop(shop).Staff;
        staff.Select(member => member.Role).Should().BeEquivalentTo(["owner", "vendor", "agent", "viewer"]);
        staff.Should().OnlyContain(member => member.Email.EndsWith($"@{shop}.test", StringComparison.Ordinal));
    }

    private static void CheckPicture(string path)
    {
        new FileInfo(path).Length.Should().BeLessThan(4096, path);
        var drawing = XDocument.Load(path).Root!;
        ((string?)drawing.Attribute("viewBox")).Should().Be("0 0 600 600", path);
        drawing.DescendantsAndSelf().Select(element => element.Name.LocalName)
            .Should().BeSubsetOf(["svg", "g", "path", "rect", "circle", "ellipse"], path);
        foreach (var attribute in drawing.DescendantsAndSelf().Attributes().Where(attribute => !attribute.IsNamespaceDeclaration))
        {
            attribute.Name.LocalName.Should().NotStartWith("on", path).And.NotBe("href", path);
            attribute.Value.Should().NotContainAny("url(", "://", "javascript:");
        }
    }

    private static IEnumerable<long> ShippingAmounts(string shop) =>
        DemoFiles.Shop(shop).Shipping.SelectMany(way => new[] { way.PriceMinor, way.FreeFromMinor ?? 0 })
            .Where(amount => amount > 0).Distinct();

    private static IEnumerable<long> AmountsIn(string path) =>
        Amount().Matches(File.ReadAllText(path))
            .Select(match => long.Parse(Digits().Replace(match.Value, ""), CultureInfo.InvariantCulture)).Distinct();

    // Dollars are always written with two decimals in these files, so dropping all but digits gives minor units.
    [GeneratedRegex(@"\$[\d,]+(?:\.\d+)?|[\d,]+원", RegexOptions.None, 1000)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\D", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
