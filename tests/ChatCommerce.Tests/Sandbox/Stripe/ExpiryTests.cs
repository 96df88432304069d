using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class ExpiryTests : SandboxTest
{
    [Fact]
    public async Task A_session_ends_by_itself_when_its_time_is_over()
    {
        var id = await OpenSession();

        Clock.Advance(TimeSpan.FromHours(24));

        (await Receiver.Next()).Type.Should().Be("checkout.session.expired");
        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be("expired");
    }

    [Fact]
    public async Task A_session_is_open_until_the_last_second()
    {
        var id = await OpenSession();

        Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));

        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be("open");
    }

    [Fact]
    public async Task An_expired_session_cannot_be_paid()
    {
        var id = await OpenSession();
        Clock.Advance(TimeSpan.FromHours(25));

        (await Control($"/stripe/sessions/{id}/pay")).Status.Should().Be(409);
    }

    [Fact]
    public async Task A_paid_session_does_not_expire()
    {
        var id = await OpenSession();
        await Control($"/stripe/sessions/{id}/pay");

        Clock.Advance(TimeSpan.FromHours(25));

        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be("complete");
    }

    [Fact]
    public async Task One_session_can_be_made_older_while_the_others_stay()
    {
        var old = await OpenSession();
        var young = await OpenSession();

        await Control($"/stripe/clock/advance?seconds=86400&session={old}");

        (await Get($"/v1/checkout/sessions/{old}")).Text("status").Should().Be("expired");
        (await Get($"/v1/checkout/sessions/{young}")).Text("status").Should().Be("open");
        (await Receiver.Next("checkout.session.expired")).Subject.GetProperty("id").GetString().Should().Be(old);
    }
}
