using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels;

public sealed class SendMarkTests
{
    [Fact]
    public void A_mark_reads_back_as_what_it_was()
    {
        var mark = new SendMark(new OutboxId(Guid.Parse("0193a000-0000-7000-8000-00000000007f")), 2);

        mark.ToString().Should().Be("out:0193a00000007000800000000000007f:2");
        SendMark.TryParse(mark.ToString(), out var read).Should().BeTrue();
        read.Should().Be(mark);
        (mark with { More = true }).ToString().Should().Be("out:0193a00000007000800000000000007f:2:more");
        SendMark.TryParse("out:0193a00000007000800000000000007f:2:more", out read).Should().BeTrue();
        read.Should().Be(mark with { More = true });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("out:7f:0")]
    [InlineData("out:0193a00000007000800000000000007f")]
    [InlineData("out:0193a00000007000800000000000007f:-1")]
    [InlineData("out:0193a00000007000800000000000007f:0:0")]
    [InlineData("in:0193a00000007000800000000000007f:0")]
    public void What_somebody_else_attached_is_no_mark(string? text) => SendMark.TryParse(text, out _).Should().BeFalse();
}
