extern alias Sandbox;

using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Meta;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Meta;

public sealed class RedeliveryTests
{
    [Fact]
    public void WhatsApp_delivers_again_for_seven_days_and_the_others_for_36_hours_less_and_less_often()
    {
        Check(MetaCalls.SevenDays, TimeSpan.FromDays(7));
        Check(MetaCalls.DayAndAHalf, TimeSpan.FromHours(36));
    }

    private static void Check(Redelivery redelivery, TimeSpan end)
    {
        redelivery.Waits[0].Should().BeLessThanOrEqualTo(TimeSpan.FromSeconds(1), "the first comes at once");
        redelivery.Waits.Should().BeInAscendingOrder();
        redelivery.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).Should().BeCloseTo(end, TimeSpan.FromHours(5)).And.BeLessThanOrEqualTo(end);
    }
}
