using ChatCommerce.Commerce.Carts;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Carts;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData(" 999 ", 999)]
    [InlineData("007", 7)]
    [InlineData("１２", 12)]
    [InlineData("٣", 3)]
    [InlineData("१२", 12)]
    [InlineData("two", 2)]
    [InlineData("Twenty", 20)]
    [InlineData("두 개", 2)]
    [InlineData("두개", 2)]
    [InlineData("3켤레", 3)]
    [InlineData("다섯", 5)]
    [InlineData("dos", 2)]
    [InlineData("hai", 2)]
    [InlineData("2x", 2)]
    [InlineData("x2", 2)]
    [InlineData("4 pcs", 4)]
    public void A_count_is_read_however_it_is_written(string text, int expected) => Quantity.Read(text).Value.Should().Be(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("영")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1,5")]
    [InlineData("1e3")]
    [InlineData("1e308")]
    [InlineData("1000")]
    [InlineData("2147483648")]
    [InlineData("9223372036854775808")]
    [InlineData("４２９４９６７２９８")]
    [InlineData("twelve dozen")]
    [InlineData("12 dozen")]
    [InlineData("NaN")]
    [InlineData("∞")]
    [InlineData("½")]
    [InlineData("²")]
    [InlineData("two three")]
    [InlineData("개")]
    [InlineData("1\u0000")]
    [InlineData("\ud800")]
    [InlineData("1 2")]
    public void Anything_else_is_refused(string? text) => Quantity.Read(text).Refusal!.Code.Should().Be("quantity-not-valid");
}
