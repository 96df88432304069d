extern alias Sandbox;

using System.Globalization;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

/// <summary>Every messenger tries a call again as its provider does; a new one that is not named here fails.</summary>
public sealed class RedeliveryScheduleTests
{
    private static readonly Dictionary<string, (double Patience, string Waits)> Schedules = new(StringComparer.Ordinal)
    {
        ["whatsapp"] = (20, "1 5 30 120 600 3600 21600 86400 172800 302400"),
        ["messenger"] = (20, "1 5 30 120 600 3600 21600 43200 57600"),
        ["instagram"] = (20, "1 5 30 120 600 3600 21600 43200 57600"),
        ["telegram"] = (10, "1 5 30 120 600 3600"),
        ["whatsapp_twilio"] = (15, ""),
        ["sms"] = (15, ""),
        ["kakaotalk"] = (5, ""),
        ["web_chat"] = (15, ""),
    };

    [Fact]
    public async Task Each_messenger_has_its_providers_schedule()
    {
        await using var sandbox = SandboxApp.Create(new SandboxOptions { Port = 0 }, new TestClock());

        sandbox.Services.GetServices<IPhoneProvider>().ToDictionary(p => p.Kind, p => Shown(p.Redelivery)).Should().BeEquivalentTo(Schedules);
    }

    [Theory]
    [InlineData("whatsapp", 7 * 24)]
    [InlineData("messenger", 36)]
    [InlineData("instagram", 36)]
    [InlineData("telegram", 24)]
    public async Task None_tries_longer_than_its_provider_says(string kind, int hours)
    {
        await using var sandbox = SandboxApp.Create(new SandboxOptions { Port = 0 }, new TestClock());

        var waits = sandbox.Services.GetServices<IPhoneProvider>().Single(p => p.Kind == kind).Redelivery.Waits;

        waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait).Should().BeLessThanOrEqualTo(TimeSpan.FromHours(hours));
        waits.Should().BeInAscendingOrder();
    }

    private static (double, string) Shown(Redelivery redelivery) =>
        (redelivery.Patience.TotalSeconds, string.Join(' ', redelivery.Waits.Select(w => w.TotalSeconds.ToString(CultureInfo.InvariantCulture))));
}
