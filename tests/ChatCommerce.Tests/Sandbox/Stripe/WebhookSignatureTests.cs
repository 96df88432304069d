extern alias Sandbox;

using System.Globalization;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Stripe.Webhooks;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class WebhookSignatureTests : SandboxTest
{
    [Fact]
    public void The_signature_is_the_published_one_for_known_bytes() =>
        WebhookSignature.V1("whsec_test_secret", 1760000000, """{"id":"evt_test","object":"event"}""")
            .Should().Be("c38bb51fac7bd6aca3fd07acd149379afe5293c5216bf5b3314631aa07da8af0");

    [Fact]
    public async Task A_delivered_event_is_signed_over_the_bytes_that_arrive()
    {
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        var received = await Receiver.Next();

        var at = Clock.GetUtcNow().ToUnixTimeSeconds();
        received.Signature.Should().Be($"t={at},v1={WebhookSignature.V1(WebhookSecret, at, received.Body)}");
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("wrong")]
    [InlineData("stale")]
    public async Task A_signature_can_be_spoiled_on_purpose(string how)
    {
        var session = await OpenSession();
        await Control("/stripe/events", new { session, signature = how });

        var received = await Receiver.Next();

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var right = WebhookSignature.V1(WebhookSecret, now, received.Body);
        if (how == "missing")
        {
            received.Signature.Should().BeNull();
        }
        else
        {
            received.Signature.Should().NotContain(right);
        }

        if (how == "stale")
        {
            long.Parse(received.Signature!.Split(',')[0][2..], CultureInfo.InvariantCulture).Should().BeLessThan(now - 300);
        }
    }
}
