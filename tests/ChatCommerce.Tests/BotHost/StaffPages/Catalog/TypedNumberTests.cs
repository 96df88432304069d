using ChatCommerce.BotHost.StaffPages.Catalog;
using ChatCommerce.Platform.Money;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

public sealed class TypedNumberTests
{
    [Theory]
    [InlineData("12.50", "USD", 1_250)]
    [InlineData("12.5", "USD", 1_250)]
    [InlineData("12", "USD", 1_200)]
    [InlineData("12,50", "EUR", 1_250)]
    [InlineData("1,234", "USD", 123_400)]
    [InlineData("$1,234.50", "USD", 123_450)]
    [InlineData(" 1 234.50 USD ", "USD", 123_450)]
    [InlineData("12,500", "KRW", 12_500)]
    [InlineData("₩12,500", "KRW", 12_500)]
    [InlineData("12,500원", "KRW", 12_500)]
    [InlineData("１２５００", "KRW", 12_500)]
    [InlineData("12.500", "KWD", 12_500)]
    [InlineData("0", "USD", 0)]
    public void A_price_is_read_as_people_type_it(string typed, string currency, long minor) =>
        TypedNumber.Price(typed, Currency.Of(currency)).Should().Be(minor);

    [Theory]
    [InlineData("", "USD")]
    [InlineData("twelve", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("12.500", "USD")]
    [InlineData("1.234,50", "USD")]
    [InlineData("12,34,567", "USD")]
    [InlineData("12.50", "KRW")]
    [InlineData("12.500", "KRW")]
    [InlineData("1e3", "USD")]
    [InlineData("12.", "USD")]
    [InlineData("99999999999999", "USD")]
    [InlineData("=1+1", "USD")]
    [InlineData("12.50 EUR", "USD")]
    [InlineData("\ud800", "USD")]
    public void What_could_be_meant_otherwise_is_no_price(string typed, string currency) =>
        TypedNumber.Price(typed, Currency.Of(currency)).Should().BeNull();
}
