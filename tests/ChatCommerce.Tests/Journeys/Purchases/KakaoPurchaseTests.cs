using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>The whole purchase on KakaoTalk, in Korean and in won: every answer in its own request, the confirmation by an event.</summary>
public sealed class KakaoPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() =>
        market = await Marketplace.Open(database, new Dictionary<string, string?> { ["Channels:Kakao:KnockAfterSeconds"] = "0" });

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public async Task A_customer_asks_finds_picks_pays_and_reads_the_confirmation_in_the_same_chat()
    {
        var mina = market.Phone("kakaotalk", "dalbit", "mina");
        (await Answered(mina, await mina.Say("안녕하세요"))).Everything.Should().Contain("달빛상점");
        await mina.Say("10만원 이하 파란 운동화");
        var found = await Carousel(mina);
        await Answered(mina, await mina.Tap(found.Cards[0].Buttons[0].Label));
        await Choose(mina);
        await mina.Say("결제할게요");
        var link = await PayLink(mina);

        await market.Pay(await market.OpenPayLink(link));

        (await mina.Expect("확인했어요")).Everything.Should().Contain("원");
        (await mina.FromShop()).Should().NotContain(b => b.Note == "failed", "every request was answered in time and within the limits");
        await Exact();
    }

    [Fact]
    public async Task With_the_callback_option_a_purchase_goes_the_same_way()
    {
        using var allowed = await market.Provider.PutAsync(new Uri("/sandbox/kakao/dalbit/callback?offered=true", UriKind.Relative), null);
        allowed.EnsureSuccessStatusCode();
        var sora = market.Phone("kakaotalk", "dalbit", "sora");

        (await Answered(sora, await sora.Say("안녕하세요"))).Everything.Should().Contain("달빛상점");
        (await sora.FromShop()).Should().NotContain(b => b.Note == "failed");
    }

    private async Task Exact()
    {
        var mine = $"tenant_id = '{market.Host.Shops.Tenant("dalbit").Id}'";
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

    // On a busy machine the answer may come only on the tap, as it does for customers.
    private static async Task<HandsetBubble> Answered(Handset phone, HandsetBubble answer)
    {
        while (answer.Text.StartsWith("답변을 준비하고 있어요", StringComparison.Ordinal))
        {
            answer = await phone.Tap("결과 보기");
        }

        return answer;
    }

    private static async Task<HandsetBubble> Carousel(Handset phone) => (await phone.FromShop()).LastOrDefault(b => b.Cards.Length > 1) ?? await phone.Expect(b => b.Cards.Length > 1);

    private static async Task<string> PayLink(Handset phone) =>
        (await phone.FromShop()).SelectMany(b => b.Links).LastOrDefault(l => l.Contains("/c/", StringComparison.Ordinal)) ?? await phone.Link("/c/");

    // Takes the first offer of each option until the piece is in the cart.
    private static async Task Choose(Handset phone)
    {
        for (var i = 0; i < 3; i++)
        {
            var latest = (await phone.FromShop())[^1];
            if (latest.QuickReplies.Length == 0 || (await phone.FromShop()).Any(b => b.Everything.Contains("합계", StringComparison.Ordinal)))
            {
                return;
            }

            await Answered(phone, await phone.Tap(latest.QuickReplies[0].Label));
        }
    }

    private async Task<T> One<T>(string question) => (await database.Ask<T>(question))[0];
}
