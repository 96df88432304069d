using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Platform.Money;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class QueryConstraintsTests
{
    private static readonly Dictionary<string, IReadOnlyCollection<string>> English = new()
    {
        ["color"] = ["blue", "royal blue", "black", "coral"],
        ["size"] = ["39", "40", "42", "XL", "M"],
        ["finish"] = ["matte black oak", "oiled"],
    };

    private static readonly Dictionary<string, IReadOnlyCollection<string>> Korean = new() { ["color"] = ["파랑", "검정", "네이비"], ["size"] = ["230", "240", "270"] };

    [Theory]
    [InlineData("running shoes under 100", "running shoes", null, 9999L)]
    [InlineData("running shoes below $80", "running shoes", null, 7999L)]
    [InlineData("Mugs cheaper than 20 dollars", "mugs", null, 1999L)]
    [InlineData("lamps up to $49.50", "lamps", null, 4950L)]
    [InlineData("lamp, budget 60", "lamp,", null, 6000L)]
    [InlineData("lamps over 1,000", "lamps", 100_001L, null)]
    [InlineData("lamps at least 30 usd", "lamps", 3000L, null)]
    [InlineData("shoes between 50 and 80", "shoes", 5000L, 8000L)]
    [InlineData("shoes from $50 to $80", "shoes", 5000L, 8000L)]
    [InlineData("shoes $50-80", "shoes", 5000L, 8000L)]
    [InlineData("shoes 50 - 80 dollars", "shoes", 5000L, 8000L)]
    [InlineData("sofa under 1.5k", "sofa", null, 149_999L)]
    [InlineData("scarf 30 or less", "scarf", null, 3000L)]
    [InlineData("scarf $30 and up", "scarf", 3000L, null)]
    [InlineData("scarf around $50", "scarf", 4000L, 6000L)]
    [InlineData("running shoes that cost under 100", "running shoes", null, 9999L)]
    public void English_price_phrases_become_bounds(string asked, string rest, long? min, long? max)
    {
        var parsed = QueryConstraints.Parse(asked, Currency.Of("USD"), English);

        (parsed.Text, parsed.MinPriceMinor, parsed.MaxPriceMinor).Should().Be((rest, min, max));
    }

    [Theory]
    [InlineData("tent under 2 kg")]
    [InlineData("bottle over 500 ml")]
    [InlineData("game for more than 4 players")]
    [InlineData("toys from 3 to 5 years")]
    [InlineData("tv over 55\"")]
    [InlineData("windows 10")]
    [InlineData("pack of 12")]
    [InlineData("about 5 mugs")]
    public void A_number_that_is_no_price_stays_in_the_text(string asked)
    {
        var parsed = QueryConstraints.Parse(asked, Currency.Of("USD"), new Dictionary<string, IReadOnlyCollection<string>>());

        parsed.HasCondition.Should().BeFalse();
        parsed.Text.Should().Be(asked);
    }

    [Theory]
    [InlineData("10만원 이하 운동화", "운동화", null, 100_000L)]
    [InlineData("운동화 5만원 미만", "운동화", null, 49_999L)]
    [InlineData("3만 5천원 이하 장갑", "장갑", null, 35_000L)]
    [InlineData("3만5천원까지 장갑", "장갑", null, 35_000L)]
    [InlineData("15,000원 이상 컵", "컵", 15_000L, null)]
    [InlineData("5만원대 운동화", "운동화", 50_000L, 59_999L)]
    [InlineData("10만원대 운동화", "운동화", 100_000L, 199_999L)]
    [InlineData("3~5만원 선물", "선물", 30_000L, 50_000L)]
    [InlineData("3만원에서 5만원 사이 선물", "선물", 30_000L, 50_000L)]
    [InlineData("3만원부터 5만원까지 선물", "선물", 30_000L, 50_000L)]
    [InlineData("오만원 이하 선물", "선물", null, 50_000L)]
    [InlineData("만원 이하 컵", "컵", null, 10_000L)]
    [InlineData("2만원보다 싼 컵", "컵", null, 19_999L)]
    [InlineData("5만원 정도 선물", "선물", 40_000L, 60_000L)]
    [InlineData("예산 5만원 선물", "선물", null, 50_000L)]
    [InlineData("10만 원 넘는 의자", "의자", 100_001L, null)]
    public void Korean_price_phrases_become_bounds(string asked, string rest, long? min, long? max)
    {
        var parsed = QueryConstraints.Parse(asked, Currency.Of("KRW"), Korean);

        (parsed.Text, parsed.MinPriceMinor, parsed.MaxPriceMinor).Should().Be((rest, min, max));
    }

    [Theory]
    [InlineData("원피스")]
    [InlineData("만두 접시")]
    [InlineData("동백꽃 만개 그림")]
    [InlineData("천연 비누")]
    public void Korean_words_that_begin_like_amounts_are_left_alone(string asked)
    {
        var parsed = QueryConstraints.Parse(asked, Currency.Of("KRW"), Korean);

        (parsed.Text, parsed.HasCondition).Should().Be((asked, false));
    }

    [Fact]
    public void Colour_price_and_stock_are_read_from_one_sentence()
    {
        var parsed = QueryConstraints.Parse("10만원 이하 파란 운동화 재고 있는 거", Currency.Of("KRW"), Korean);

        parsed.Should().BeEquivalentTo(new { Text = "운동화", MaxPriceMinor = 100_000L, InStockOnly = true });
        parsed.Attributes.Should().ContainKey("color").WhoseValue.Should().Equal("파랑");
    }

    [Fact]
    public void A_colour_word_takes_every_value_of_that_colour_and_leaves_the_rest()
    {
        var parsed = QueryConstraints.Parse("Blue running shoes available in size 42", Currency.Of("USD"), English);

        parsed.Attributes["color"].Should().BeEquivalentTo("blue", "royal blue");
        parsed.Attributes["size"].Should().Equal("42");
        parsed.InStockOnly.Should().BeTrue();
        parsed.Text.Should().Be("running shoes in");
    }

    [Theory]
    [InlineData("270mm 운동화", "270")]
    [InlineData("운동화 사이즈 240", "240")]
    [InlineData("운동화 230", "230")]
    public void Korean_sizes_are_read_with_or_without_their_unit(string asked, string size)
    {
        var parsed = QueryConstraints.Parse(asked, Currency.Of("KRW"), Korean);

        parsed.Attributes["size"].Should().Equal(size);
        parsed.Text.Should().Be("운동화");
    }

    [Fact]
    public void A_single_letter_is_a_size_only_beside_the_word()
    {
        QueryConstraints.Parse("plan m box", Currency.Of("USD"), English).Attributes.Should().BeEmpty();
        QueryConstraints.Parse("shirt in size m", Currency.Of("USD"), English).Attributes["size"].Should().Equal("M");
    }

    [Fact]
    public void A_value_of_several_words_is_found_as_written()
    {
        QueryConstraints.Parse("shelf in matte black oak", Currency.Of("USD"), English).Attributes.Should().ContainKey("finish").WhoseValue.Should().Equal("matte black oak");
    }

    [Fact]
    public void What_the_shop_does_not_offer_stays_in_the_text()
    {
        var parsed = QueryConstraints.Parse("purple shoes size 47", Currency.Of("USD"), English);

        (parsed.Text, parsed.HasCondition).Should().Be(("purple shoes size 47", false));
    }

    [Fact]
    public void A_price_in_another_currency_is_said_and_not_applied()
    {
        var parsed = QueryConstraints.Parse("shoes under $50", Currency.Of("KRW"), Korean);

        (parsed.Text, parsed.MaxPriceMinor, parsed.ForeignPrice).Should().Be(("shoes", null, true));
    }

    [Theory]
    [InlineData("under 99999999999999999999999999999999 dollars")]
    [InlineData("9999999999999999999만원 이하")]
    public void An_enormous_price_is_no_error(string asked)
    {
        QueryConstraints.Parse(asked, Currency.Of("USD"), English).Should().NotBeNull();
        QueryConstraints.Parse(asked, Currency.Of("KRW"), Korean).Should().NotBeNull();
    }

    [Fact]
    public void A_long_hostile_text_is_read_in_bounded_time()
    {
        var text = string.Concat(Enumerable.Repeat("under 1,111,111 from 일이삼 1 ~ 2 만 ", 3000));

        Action parse = () => QueryConstraints.Parse(text, Currency.Of("KRW"), Korean);

        parse.ExecutionTime().Should().BeLessThan(TimeSpan.FromSeconds(3));
    }
}
