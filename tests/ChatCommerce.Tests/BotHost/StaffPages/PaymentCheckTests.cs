using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>Staff ask the provider about a payment that nothing was heard of, on the order's page and over the API.</summary>
public sealed class PaymentCheckTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task Staff_ask_the_provider_themselves_whether_an_order_is_paid()
    {
        var (order, agent) = (await world.Place(), await world.Browser("agent"));
        await world.PayUnheard(order);
        (await agent.Get(order.Page)).Read.Should().Contain("Check payment now");
        await world.Fault(new { kind = "server-error", match = "GET /v1/checkout/sessions", times = 1 });

        (await agent.Post(order.Page + "/check")).Read.Should().Contain("The payment provider does not answer").And.Contain("asked again by itself");
        (await world.StateOf(order)).Should().Be("awaiting_payment");
        (await agent.Do(order.Page + "/check")).Read.Should().Contain("The payment provider was asked").And.Contain("To be sent").And.NotContain("Check payment now");

        (await world.StateOf(order)).Should().Be("paid");
        (await world.Audit(order.Number)).Should().Equal("payment-checked by staff:Agent");
    }

    [Fact]
    public async Task An_unpaid_order_is_asked_about_and_settled_on_demand()
    {
        var order = await world.Place();
        using var api = world.Host.Api("harbor", "agent");
        var path = $"/api/v1/orders/{order.Id}/payments/check";
        (await Post(api, path, new { })).Json.GetProperty("outcome").GetString().Should().Be("nothing");
        await world.PayUnheard(order);
        await world.Fault(new { kind = "server-error", match = "GET /v1/checkout/sessions", times = 1 });

        (await Post(api, path, new { })).Should().Match<Answer>(a => a.Code == "payment-provider-away" && a.Status == HttpStatusCode.ServiceUnavailable);
        var settled = await Post(api, path, new { });

        settled.Json.GetProperty("outcome").GetString().Should().Be("settled", settled.Json.ToString());
        settled.Json.GetProperty("order").GetProperty("state").GetString().Should().Be("paid");
        using var other = world.Host.Api("dalbit", "owner");
        (await Post(other, path, new { })).Code.Should().Be("order-not-found");
        using var viewer = world.Host.Api("harbor", "viewer");
        (await Post(viewer, path, new { })).Code.Should().Be("role-not-enough");
        (await world.Audit(order.Number)).Should().HaveCount(2).And.OnlyContain(a => a.StartsWith("payment-checked by api:", StringComparison.Ordinal));
    }

    private static async Task<Answer> Post(HttpClient api, string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    private sealed record Answer(HttpStatusCode Status, JsonElement Json)
    {
        public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}
