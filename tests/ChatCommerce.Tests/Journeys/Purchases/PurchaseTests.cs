using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>The main job from the first hello to the confirmation in the thread, through HTTP alone.</summary>
public sealed class PurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_asks_finds_picks_pays_and_reads_the_confirmation_in_the_same_thread()
    {
        await using var customer = await market.Host.Customer("harbor");
        Customer.TextOf(await customer.Say("hi")).Should().Contain("Harbor");
        (await customer.Say("running shoes under 100")).GetProperty("attachments").GetArrayLength().Should().BeGreaterThan(3);
        await customer.Say("Tempo Lite running shoes");
        await Choose(customer);
        var checkout = await customer.Say("checkout");
        var link = PayLinkOf(checkout);

        var session = await market.OpenPayLink(link);
        await market.Pay(session);

        Customer.TextOf(await customer.Expect("received")).Should().Contain("$79.00");
        var mine = $"tenant_id = '{market.Host.Shops.Tenant("harbor").Id}'";
        (await One<string>($"select state || ' ' || payment_state from sales_order where {mine}")).Should().Be("paid paid");
        (await One<long>($"select count(*) from payment where kept and {mine}")).Should().Be(1);
        (await One<long>($"select count(*) from outbox where dedupe_key like 'order:%:paid:%' and {mine}")).Should().Be(1);
        (await One<long>($"select sum(reserved) from stock where {mine}")).Should().Be(0);
        (await One<decimal>($"select coalesce(sum(amount_minor), 0) from ledger_entry where {mine}")).Should().Be(0m);
        (await One<long>("""
            select count(*) from stock s
            where s.on_hand <> (select sum(e.on_hand_delta) from stock_entry e where e.tenant_id = s.tenant_id and e.variant_id = s.variant_id)
            """)).Should().Be(0, "the stock ledger replays to the stock rows");
    }

    [Fact]
    public async Task A_korean_customer_buys_in_korean_and_in_won()
    {
        await using var customer = await market.Host.Customer("dalbit");
        Customer.TextOf(await customer.Say("안녕하세요")).Should().Contain("달빛상점");
        (await customer.Say("10만원 이하 파란 운동화")).GetProperty("attachments").GetArrayLength().Should().BeGreaterThan(3);
        await customer.Say("1번");
        await Choose(customer);
        var checkout = await customer.Say("결제할게요");

        await market.Pay(await market.OpenPayLink(PayLinkOf(checkout)));

        Customer.TextOf(await customer.Expect("확인했어요")).Should().Contain("원");
    }

    [Fact]
    public async Task A_second_shop_sees_nothing_of_the_first_ones_conversations_and_orders()
    {
        await using var customer = await market.Host.Customer("harbor");
        await customer.Say("hello there");
        using var harbor = market.Host.Api("harbor", "owner");
        using var dalbit = market.Host.Api("dalbit", "owner");
        var mine = await harbor.GetFromJsonAsync<JsonElement>("/api/v1/conversations");
        var id = mine[0].GetProperty("id").GetString();

        (await dalbit.GetFromJsonAsync<JsonElement>("/api/v1/conversations")).EnumerateArray().Select(c => c.GetProperty("id").GetString()).Should().NotContain(id);
        ((int)(await dalbit.GetAsync($"/api/v1/conversations/{id}")).StatusCode).Should().Be(404);
        ((int)(await dalbit.GetAsync($"/api/v1/conversations/{id}/messages")).StatusCode).Should().Be(404);
        ((int)(await dalbit.PostAsJsonAsync($"/api/v1/conversations/{id}/takeover", new { })).StatusCode).Should().Be(404);
    }

    [Fact]
    public async Task A_person_takes_over_replies_and_hands_back_and_the_bot_is_silent_meanwhile()
    {
        await using var customer = await market.Host.Customer("harbor");
        await customer.Say("hi");
        using var api = market.Host.Api("harbor", "agent");
        var id = (await api.GetFromJsonAsync<JsonElement>("/api/v1/conversations"))[0].GetProperty("id").GetString();

        (await api.PostAsJsonAsync($"/api/v1/conversations/{id}/takeover", new { })).EnsureSuccessStatusCode();
        await customer.Post(new { type = "message", from = new { id = customer.User }, text = "are you there?" });
        (await api.PostAsJsonAsync($"/api/v1/conversations/{id}/messages", new { text = "Yes, a person now." })).EnsureSuccessStatusCode();
        Customer.TextOf(await customer.Expect(_ => true)).Should().Be("Yes, a person now.");

        (await api.PostAsJsonAsync($"/api/v1/conversations/{id}/hand-back", new { })).EnsureSuccessStatusCode();
        Customer.TextOf(await customer.Say("thanks")).Should().NotBeEmpty();
        (await One<long>($"select count(*) from message where conversation_id = '{id}' and author = 'bot' and seq between 3 and 4")).Should().Be(0);
    }

    // Takes the first offer of each option until the piece is in the cart.
    private static async Task Choose(Customer customer)
    {
        for (var i = 0; i < 3; i++)
        {
            var latest = customer.Replies.Last();
            if (!latest.TryGetProperty("suggestedActions", out var offered) || Customer.TextOf(latest).Contains("Subtotal") || Customer.TextOf(latest).Contains("합계"))
            {
                return;
            }

            await customer.Say(offered.GetProperty("actions")[0].GetProperty("title").GetString()!);
        }
    }

    private static string PayLinkOf(JsonElement activity) => activity.GetProperty("attachments").EnumerateArray()
        .SelectMany(a => a.GetProperty("content").GetProperty("buttons").EnumerateArray())
        .Select(b => b.GetProperty("value").GetString()!).First(v => v.Contains("/c/"));

    private async Task<T> One<T>(string question) => (await database.Ask<T>(question))[0];
}
