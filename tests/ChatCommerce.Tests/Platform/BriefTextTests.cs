using ChatCommerce.Platform.Text;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Platform;

public sealed class BriefTextTests
{
    [Theory]
    [InlineData("Warm and dry.", 40, "Warm and dry.")]
    [InlineData("True to size; go up half a size for wide feet.", 30, "True to size; go up half a…")]
    [InlineData("True to size; go up half a size.", 14, "True to size…")]
    [InlineData("진하고 부드럽게 칠해지는 색연필이에요.", 10, "진하고 부드럽게…")]
    [InlineData("Donaudampfschifffahrt", 10, "Donaudamp…")]
    [InlineData("Tea 👨‍👩‍👧‍👦 time", 8, "Tea…")]
    public void A_text_that_is_cut_ends_after_a_whole_word_and_says_that_there_is_more(string text, int length, string brief)
    {
        CustomerText.Brief(text, length).Should().Be(brief);
        brief.Length.Should().BeLessThanOrEqualTo(length);
    }
}
