using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.BotHost.StaffPages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>Refunds and payment exceptions over the API.</summary>
public sealed class MoneyApiTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_refund_is_made_once_however_often_its_request_is_sent()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "vendor");
        api.DefaultRequestHeaders.Add("Idempotency-Key", "refund of " + order.Number);

        var first = await api.Asks($"/api/v1/orders/{order.Id}/refunds", new { amountMinor = 500, reason = "late\0" });
        var second = await api.Asks($"/api/v1/orders/{order.Id}/refunds", new { amountMinor = 500, reason = "late\0" });

        first.Status.Should().Be(HttpStatusCode.OK, first.Json.ToString());
        first.Json.GetProperty("amount").GetProperty("minor").GetInt64().Should().Be(500);
        first.Json.GetProperty("reason").GetString().Should().Be("late");
        second.Json.GetProperty("id").GetString().Should().Be(first.Json.GetProperty("id").GetString());
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order.Id}/refunds")).GetArrayLength().Should().Be(1);
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/orders/{order.Id}/payments"))[0].GetProperty("left").GetProperty("minor").GetInt64().Should().Be(9450);
    }

    [Fact]
    public async Task A_refund_that_cannot_be_says_why()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "owner");
        var path = $"/api/v1/orders/{order.Id}/refunds";

        (await api.Asks(path, new { amountMinor = 9951 })).Should().Match<ApiAnswer>(a => a.Code == "refund-too-large" && a.Json.GetProperty("left").GetInt64() == 9950);
        (await api.Asks(path, new { amountMinor = 0 })).Code.Should().Be("refund-not-valid");
        (await api.Asks(path, new { known = 4 })).Should().Match<ApiAnswer>(a => a.Code == "refunds-changed" && a.Status == HttpStatusCode.Conflict);
        (await api.Asks(path, new { amountMinor = 1.5 })).Status.Should().Be(HttpStatusCode.BadRequest);
        using var agent = world.Host.Api("harbor", "agent");
        (await agent.Asks(path, new { })).Code.Should().Be("role-not-enough");
    }

    [Fact]
    public async Task A_payment_exception_is_listed_and_closed()
    {
        var order = await world.Place();
        await world.Underpay(order, 77);
        using var api = world.Host.Api("harbor", "vendor");
        var listed = JsonDocument.Parse(await api.GetStringAsync($"/api/v1/payment-exceptions?order={order.Id}")).RootElement;
        listed[0].GetProperty("kind").GetString().Should().Be("wrong-amount");
        var path = $"/api/v1/payment-exceptions/{listed[0].GetProperty("id").GetString()}";

        (await api.Asks(path + "/resolve", new { })).Code.Should().Be("field-missing");
        (await api.Asks(path + "/resolve", new { note = " " })).Code.Should().Be("resolution-missing");
        (await api.Asks(path + "/resolve", new { note = "by hand" })).Json.GetProperty("state").GetString().Should().Be("resolved");
        (await api.Asks(path + "/resolve", new { note = "again" })).Should().Match<ApiAnswer>(a => a.Code == "payment-exception-resolved" && a.Status == HttpStatusCode.Conflict);

        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/payment-exceptions?order={order.Id}")).GetArrayLength().Should().Be(0);
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/payment-exceptions?order={order.Id}&state=resolved"))[0].GetProperty("resolution").GetString().Should().Be("by hand");
    }

    [Fact]
    public async Task States_are_asked_for_as_they_are_answered()
    {
        var order = await world.Place();
        using var api = world.Host.Api("harbor", "viewer");

        var found = await api.GetFromJsonAsync<JsonElement>($"/api/v1/orders?state=awaiting_payment&text={order.Number}");
        found[0].GetProperty("state").GetString().Should().Be("awaiting_payment");
        (await api.GetFromJsonAsync<JsonElement>($"/api/v1/orders?state=paid&text={order.Number}")).GetArrayLength().Should().Be(0);
        (await api.GetFromJsonAsync<JsonElement>("/api/v1/conversations?control=bot")).ValueKind.Should().Be(JsonValueKind.Array);
        (await api.GetAsync("/api/v1/orders?state=nonsense")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_shop_sees_none_of_it()
    {
        var order = await world.Buy();
        using var other = world.Host.Api("dalbit", "owner");

        (await other.GetAsync($"/api/v1/orders/{order.Id}/refunds")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await other.GetAsync($"/api/v1/orders/{order.Id}/payments")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await other.Asks($"/api/v1/orders/{order.Id}/refunds", new { })).Code.Should().Be("order-not-found");
        (await world.StateOf(order)).Should().Be("paid");
    }

    [Fact]
    public async Task A_parcel_without_its_carrier_is_refused()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "vendor");

        (await api.Asks($"/api/v1/orders/{order.Id}/shipments", new { trackingNumber = "1" })).Status.Should().BeOneOf(HttpStatusCode.BadRequest, HttpStatusCode.UnprocessableEntity);
        (await api.Asks($"/api/v1/orders/{order.Id}/shipments", new { carrier = "\0", trackingNumber = "1" })).Code.Should().Be("shipment-not-valid");
    }

    [Fact]
    public async Task The_description_names_these_routes()
    {
        var paths = (await world.Host.Http.GetFromJsonAsync<JsonElement>("/openapi/v1.json")).GetProperty("paths");

        foreach (var path in new[] { "/orders/{id}/refunds", "/orders/{id}/payments", "/orders/{id}/shipments", "/payment-exceptions", "/payment-exceptions/{id}/resolve" })
        {
            paths.TryGetProperty("/api/v1" + path, out _).Should().BeTrue(path);
        }
    }
}
