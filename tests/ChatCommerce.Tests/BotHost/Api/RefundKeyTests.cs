using System.Net;
using System.Net.Http.Json;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>One <c>Idempotency-Key</c> gives back once, whatever became of its first answer.</summary>
public sealed class RefundKeyTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_caller_that_lost_patience_and_asks_again_with_the_same_key_gets_the_same_refund()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "vendor");
        api.DefaultRequestHeaders.Add("Idempotency-Key", "impatient " + order.Number);
        var path = $"/api/v1/orders/{order.Id}/refunds";
        using var delay = await world.Market.Provider.PostAsJsonAsync("/sandbox/faults", new { kind = "delay", side = "api", seconds = 1, match = "POST /v1/refunds", times = 1 });
        using var hurry = new CancellationTokenSource();
        var lost = api.PostAsJsonAsync(path, new { amountMinor = 500 }, hurry.Token);
        await world.Database.Until($"select count(*) from refund where order_id = '{order.Id}'", 1L);
        await hurry.CancelAsync();
        var waiting = async () => await lost;
        await waiting.Should().ThrowAsync<OperationCanceledException>();

        var again = await api.Asks(path, new { amountMinor = 500 });
        while (again.Code == "idempotency-key-in-use")
        {
            await Task.Delay(50);
            again = await api.Asks(path, new { amountMinor = 500 });
        }

        again.Json.GetProperty("state").GetString().Should().Be("succeeded", again.Json.ToString());
        (await world.Database.Ask<long>($"select amount_minor from refund where order_id = '{order.Id}'")).Should().Equal(500);
    }

    [Fact]
    public async Task A_refund_whose_program_died_before_it_kept_its_answer_is_found_by_its_key()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "vendor");
        api.DefaultRequestHeaders.Add("Idempotency-Key", "crash " + order.Number);
        var path = $"/api/v1/orders/{order.Id}/refunds";
        var first = await api.Asks(path, new { amountMinor = 500 });
        await world.Database.Run("update idempotency_key set status = null, response = null, created_at = now() - interval '2 minutes' where key like 'crash %'");

        var again = await api.Asks(path, new { amountMinor = 500 });

        again.Json.GetProperty("id").GetString().Should().Be(first.Json.GetProperty("id").GetString());
        (await world.Database.Ask<long>($"select amount_minor from refund where order_id = '{order.Id}'")).Should().Equal(500);
    }

    [Fact]
    public async Task A_refund_that_broke_after_it_was_written_down_is_found_by_its_key()
    {
        var order = await world.Buy();
        using var api = world.Host.Api("harbor", "vendor");
        api.DefaultRequestHeaders.Add("Idempotency-Key", "broken " + order.Number);
        var path = $"/api/v1/orders/{order.Id}/refunds";
        var mine = $"tenant_id = '{world.Host.Shops.Tenant("harbor").Id}'";
        var kept = (await world.Database.Ask<string>($"select encode(credentials, 'hex') from payment_account where {mine}"))[0];
        await world.Database.Run($"update payment_account set credentials = '\\x00' where {mine}");
        var broken = await api.Asks(path, new { amountMinor = 500 });
        await world.Database.Run($"update payment_account set credentials = '\\x{kept}' where {mine}");

        var again = await api.Asks(path, new { amountMinor = 500 });

        broken.Status.Should().Be(HttpStatusCode.InternalServerError);
        again.Json.GetProperty("state").GetString().Should().Be("succeeded", again.Json.ToString());
        (await world.Database.Ask<long>($"select amount_minor from refund where order_id = '{order.Id}'")).Should().Equal(500);
    }
}
