using ChatCommerce.Commerce.Customers;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Linking;

public sealed class LinkTargetsTests
{
    [Theory]
    [InlineData("+1 (415) 555-0101", "en-US", "14155550101")]
    [InlineData("415 555 0101", "en-US", "14155550101")]
    [InlineData("010-1234-5678", "ko-KR", "821012345678")]
    [InlineData("0082 10 1234 5678", "en-US", "821012345678")]
    [InlineData("＋８２１０１２３４５６７８", "en-US", "821012345678")]
    public void A_phone_number_is_read_as_people_type_it(string typed, string locale, string digits) =>
        LinkTargets.Phones(typed, locale).Should().Contain(digits);

    [Theory]
    [InlineData("H1001")]
    [InlineData("12345")]
    [InlineData("+82 10 1234 5678 9012 3456")]
    [InlineData("' or 1=1")]
    public void Anything_else_is_no_phone_number(string typed) => LinkTargets.Phones(typed, "en-US").Should().BeEmpty();

    [Theory]
    [InlineData("+1 415 555 0101", "ko-KR")]
    public void A_country_that_is_named_is_not_guessed(string typed, string locale) => LinkTargets.Phones(typed, locale).Should().Equal("14155550101");
}
