using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>The whole purchase on somebody's phone: only what arrived there is tapped, and the confirmation comes in the same thread.</summary>
internal sealed class PhonePurchase(Marketplace market, TestDatabase database)
{
    public async Task Complete(Handset phone)
    {
        await phone.Write("hi");
        await phone.Expect("Harbor");
        WholeAnswer answer = new(database, phone);
        await Choose(answer, await answer.Say("Tempo Lite running shoes"));
        await phone.Write("checkout");

        await market.Pay(await market.OpenPayLink(await phone.Link("/c/")));

        (await phone.Expect("received")).Everything.Should().Contain("$79.00");
        await OrderIsPaidOnce();
    }

    // The first offer of each question, until the piece is in the cart.
    private static async Task Choose(WholeAnswer answer, IReadOnlyList<HandsetBubble> shown)
    {
        for (var step = 0; step < 5; step++)
        {
            if (shown.Any(b => b.Text.Contains("Subtotal", StringComparison.Ordinal)))
            {
                return;
            }

            var question = shown.First(b => b.Rows.Any() || b.Choices.Any());
            shown = await answer.Tap(question.Rows.Select(r => r.Title).Concat(question.Choices.Select(c => c.Label)).First(), question);
        }

        throw new InvalidOperationException("The piece never came into the cart.");
    }

    private async Task OrderIsPaidOnce()
    {
        var mine = $"tenant_id = '{market.Host.Shops.Tenant("harbor").Id}'";
        (await One<string>($"select state || ' ' || payment_state from sales_order where {mine}")).Should().Be("paid paid");
        (await One<long>($"select count(*) from payment where kept and {mine}")).Should().Be(1);
        (await One<long>($"select count(*) from outbox where dedupe_key like 'order:%:paid:%' and {mine}")).Should().Be(1);
        (await One<long>($"select sum(reserved) from stock where {mine}")).Should().Be(0);
        (await One<long>("""
            select count(*) from stock s
            where s.on_hand <> (select sum(e.on_hand_delta) from stock_entry e where e.tenant_id = s.tenant_id and e.variant_id = s.variant_id)
            """)).Should().Be(0, "the stock ledger replays to the stock rows");
        (await One<long>($"select count(*) from outbox where state in ('failed', 'ambiguous', 'withdrawn') and {mine}")).Should().Be(0);
        (await One<long>($"select count(*) from conversation where control <> 'bot' and {mine}")).Should().Be(0, "no echo of ours was taken for a person's");
    }

    private async Task<T> One<T>(string question) => (await database.Ask<T>(question))[0];
}
