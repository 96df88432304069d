using ChatCommerce.Platform.Money;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class TypedAmountTests
{
    [Theory]
    [InlineData("12.50", "USD", 1250)]
    [InlineData("12.5", "USD", 1250)]
    [InlineData(" $1,250 ", "USD", 125000)]
    [InlineData("1250 usd", "USD", 125000)]
    [InlineData("89,000원", "KRW", 89000)]
    [InlineData("₩８９０００", "KRW", 89000)]
    [InlineData("0", "USD", 0)]
    [InlineData("1.005", "KWD", 1005)]
    public void An_amount_is_read_as_people_write_it(string text, string currency, long minor) =>
        TypedAmount.Read(text, Currency.Of(currency)).Value.Should().Be(new Price(minor, currency));

    [Theory]
    [InlineData("", "USD")]
    [InlineData("12,50", "USD")]
    [InlineData("1.234,56", "USD")]
    [InlineData("12.505", "USD")]
    [InlineData("12.", "USD")]
    [InlineData("-1", "USD")]
    [InlineData("1e3", "USD")]
    [InlineData("twelve", "USD")]
    [InlineData("100.5", "KRW")]
    [InlineData("12 EUR", "USD")]
    [InlineData("99999999999999999999", "USD")]
    public void What_is_no_amount_of_the_currency_is_refused_and_never_rounded(string text, string currency) =>
        TypedAmount.Read(text, Currency.Of(currency)).Refusal!.Code.Should().Be("amount-not-valid");
}
