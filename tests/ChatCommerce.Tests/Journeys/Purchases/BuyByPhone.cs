using System.Text.RegularExpressions;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>The whole purchase on a phone, by what really arrives there: asked, found, chosen, paid, confirmed in the same thread.</summary>
internal sealed partial class BuyByPhone(Marketplace market, TestDatabase database, Handset phone)
{
    private readonly WholeAnswer answer = new(database, phone);

    public async Task BuyInEnglish()
    {
        await phone.Say("hi");
        (await answer.Say("running shoes under 100")).SelectMany(Offers).Should().HaveCountGreaterThan(3, "what was found can be taken");
        await Choose(await answer.Say("Tempo Lite running shoes"));
        await phone.Write("checkout");
        var link = await phone.Link("/c/");

        await market.Pay(await market.OpenPayLink(link));

        (await phone.Expect("received")).Everything.Should().Contain("$79.00");
        await Settled();
    }

    // The first offer of each option, until the piece is in the cart.
    private async Task Choose(IReadOnlyList<HandsetBubble> shown)
    {
        for (var i = 0; i < 4 && !shown.Any(b => b.Text.Contains("Subtotal", StringComparison.Ordinal)); i++)
        {
            var question = shown.First(b => Offers(b).Count > 0);
            shown = await answer.Tap(Offers(question)[0], question);
        }
    }

    private async Task Settled()
    {
        var mine = $"tenant_id = '{market.Host.Shops.Tenant("harbor").Id}'";
        (await One<string>($"select state || ' ' || payment_state from sales_order where {mine}")).Should().Be("paid paid");
        (await One<long>($"select count(*) from payment where kept and {mine}")).Should().Be(1);
        (await One<long>($"select count(*) from outbox where dedupe_key like 'order:%:paid:%' and {mine}")).Should().Be(1);
        (await database.Ask<string>($"select class || ' ' || state || ' ' || coalesce(problem, '') from outbox where state in ('failed', 'ambiguous') and {mine}")).Should().BeEmpty();
        (await One<long>($"select sum(reserved) from stock where {mine}")).Should().Be(0, "nothing is held once it is paid");
        (await One<long>("""
            select count(*) from stock s
            where s.on_hand <> (select sum(e.on_hand_delta) from stock_entry e where e.tenant_id = s.tenant_id and e.variant_id = s.variant_id)
            """)).Should().Be(0, "the stock ledger replays to the stock rows");
    }

    private async Task<T> One<T>(string question) => (await database.Ask<T>(question))[0];

    private static List<string> Offers(HandsetBubble shown) =>
    [
        .. shown.Choices.Select(b => b.Label), .. shown.Rows.Select(r => r.Title), .. NumberedLine().Matches(shown.Text).Select(m => m.Groups["what"].Value),
    ];

    [GeneratedRegex(@"^\d+\. (?<what>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex NumberedLine();
}
