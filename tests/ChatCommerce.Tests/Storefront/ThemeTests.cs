using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Storefront.Theme;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

public sealed class ThemeTests
{
    [Theory]
    [InlineData("#1f5f8b", "#8fc1e3")]
    [InlineData("#ffff00", "#000000")]
    [InlineData("#f8f8f8", "#101010")]
    [InlineData("#ff0000", "#330000")]
    [InlineData("#7f7f7f", "#7f7f7f")]
    [InlineData("#0f0", "#00f")]
    public void Whatever_colour_a_shop_sets_its_links_and_buttons_stay_readable(string accent, string accentDark)
    {
        var css = ThemeCss.Of(new Brand(accent, accentDark, null));

        var colours = css.Split(["--accent:", "--on-accent:"], StringSplitOptions.None).Skip(1).Select(part => Colour.Read(part[..7])!).ToList();
        colours.Should().HaveCount(4);
        colours[0].ContrastWith(new(0xf1, 0xef, 0xea)).Should().BeGreaterThanOrEqualTo(4.5, "links stand on light grounds");
        colours[1].ContrastWith(colours[0]).Should().BeGreaterThanOrEqualTo(4.5, "text stands on buttons");
        colours[2].ContrastWith(new(0x2a, 0x28, 0x25)).Should().BeGreaterThanOrEqualTo(4.5, "links stand on dark grounds");
        colours[3].ContrastWith(colours[2]).Should().BeGreaterThanOrEqualTo(4.5, "text stands on buttons in the dark");
    }

    [Fact]
    public void A_colour_that_reads_well_is_left_as_the_shop_set_it() =>
        ThemeCss.Of(new Brand("#1f5f8b", "#8fc1e3", null)).Should().Contain("--accent:#1f5f8b").And.Contain("--accent:#8fc1e3");

    [Theory]
    [InlineData("red;}body{display:none")]
    [InlineData("url(https://elsewhere.test/x)")]
    [InlineData("#12345")]
    [InlineData("#gggggg")]
    [InlineData("")]
    public void What_is_no_colour_never_reaches_the_style_sheet(string accent) =>
        ThemeCss.Of(new Brand(accent, accent, null)).Should().Be(ThemeCss.Of(new Brand("#1f5f8b", "#1f5f8b", null)));
}
