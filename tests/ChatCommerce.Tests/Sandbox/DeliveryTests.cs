using System.Net.Http.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

public sealed class DeliveryTests : SandboxTest
{
    [Fact]
    public async Task An_event_that_is_not_acknowledged_comes_again_later()
    {
        Receiver.Answers.Enqueue(503);
        var id = await OpenSession();
        await Post($"/v1/checkout/sessions/{id}/expire");
        var first = await Receiver.Next();
        await UntilDeliveries(id, "\"waiting\"");

        Clock.Advance(TimeSpan.FromSeconds(1));

        var second = await Receiver.Next();
        second.Body.Should().Be(first.Body);
        second.Signature.Should().NotBe(first.Signature, "each try is signed with its own time");
        await UntilDeliveries(id, "\"delivered\"");
        (await Get($"/v1/events/{first.Id}")).Number("pending_webhooks").Should().Be(0);
    }

    [Fact]
    public async Task An_event_nobody_wants_is_given_up_in_the_end()
    {
        for (var i = 0; i < 8; i++)
        {
            Receiver.Answers.Enqueue(500);
        }

        var id = await OpenSession();
        await Post($"/v1/checkout/sessions/{id}/expire");

        for (var i = 0; i < 8; i++)
        {
            await Receiver.Next();
            await UntilDeliveries(id, i < 7 ? "\"waiting\"" : "\"failed\"");
            Clock.Advance(TimeSpan.FromHours(4));
        }

        (await Get("/v1/events")).Number("data.0.pending_webhooks").Should().Be(1);
    }

    [Fact]
    public async Task An_endpoint_made_by_the_api_is_signed_with_the_secret_it_was_given()
    {
        (await Http.PutAsJsonAsync($"/sandbox/stripe/accounts/{AccountId}", new { secretKey = Key })).EnsureSuccessStatusCode();
        var endpoint = await Post("/v1/webhook_endpoints", new()
        {
            ["url"] = Receiver.Url,
            ["enabled_events[]"] = "checkout.session.completed",
        });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        var received = await Receiver.Next();

        received.Type.Should().Be("checkout.session.completed", "it did not ask for the others");
        endpoint.Text("secret").Should().StartWith("whsec_");
        (await Get($"/v1/webhook_endpoints/{endpoint.Text("id")}")).Body.TryGetProperty("secret", out _).Should().BeFalse();
    }

    [Fact]
    public async Task A_deleted_endpoint_hears_nothing()
    {
        var endpoint = await Post("/v1/webhook_endpoints", new() { ["url"] = Receiver.Url, ["enabled_events[]"] = "*" });
        await Call(HttpMethod.Delete, $"/v1/webhook_endpoints/{endpoint.Text("id")}");

        var id = await OpenSession();
        await Post($"/v1/checkout/sessions/{id}/expire");

        (await Get("/v1/events")).Number("data.0.pending_webhooks").Should().BeLessThanOrEqualTo(1);
        (await Get("/v1/webhook_endpoints")).At("data").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task An_event_can_be_sent_again_by_hand()
    {
        var id = await OpenSession();
        await Post($"/v1/checkout/sessions/{id}/expire");
        var first = await Receiver.Next();

        await Control($"/stripe/events/{first.Id}/resend?copies=2");

        (await Receiver.Next(2)).Should().OnlyContain(received => received.Id == first.Id);
    }

    /// <summary>The receiver has answered a moment before the Sandbox has written that down.</summary>
    private async Task UntilDeliveries(string session, string text)
    {
        for (var look = 0; look < 2000; look++)
        {
            if ((await Http.GetStringAsync($"/sandbox/stripe/deliveries?session={session}")).Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new TimeoutException($"No delivery of {session} became {text}.");
    }
}
