using System.Net.Http.Json;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Conversations;

/// <summary>What customers are told about their orders, in the thread.</summary>
public sealed class OrderNewsTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task A_second_payment_that_fails_is_told_too_and_each_of_them_once()
    {
        await using var customer = await world.Host.Customer("harbor");
        var order = await Placed(customer);

        var first = await Fails(order);
        await Told(order, "didn't go through", 1);
        await Fails(order);
        await Told(order, "didn't go through", 2);
        await Again(first);
        await world.Market.Pay(await world.Market.OpenPayLink(order.PayLink));
        await Told(order, "Thank you! We received", 1);

        await Told(order, "didn't go through", 2);
    }

    [Theory]
    [InlineData("harbor")]
    [InlineData("dalbit")]
    public async Task Every_kind_of_news_has_its_own_words_in_the_customers_language(string slug)
    {
        await using var customer = await world.Host.Customer(slug);
        var order = await Placed(customer, slug);
        var (tenant, services) = (new TenantId(world.Host.Shops.Tenant(slug).Id), world.Host.Services);
        var view = (await services.GetRequiredService<Orders>().Find(services.GetRequiredService<TenantDb>().For(tenant), OrderId.Of(Guid.Parse(order.Id)), default))!;
        foreach (var kind in Enum.GetValues<OrderNewsKind>())
        {
            await services.GetRequiredService<TenantDb>().Run(tenant, async db =>
            {
                await services.GetRequiredService<IOrderNews>().Announce(
                    db, new(view.Id, view.Number, view.ContactId, view.ConversationId, kind, view.Total, view.TrackToken), default);
                return Done.It;
            }, default);
        }

        var texts = await world.Database.Ask<string>($"select text from message where conversation_id = '{view.ConversationId}' and text like '%{order.Number}%'");
        texts.Distinct().Should().HaveCount(Enum.GetValues<OrderNewsKind>().Length);
        texts.Should().OnlyContain(t => IsKorean(t) == (slug == "dalbit"));
        texts.Should().ContainSingle(t => t.Contains(slug == "dalbit" ? "두 번째" : "second time"));
    }

    private static bool IsKorean(string text) => text.Any(c => c is >= '가' and <= '힣');

    // Placed over the API and then said to have come from the customer's thread.
    private async Task<StaffOrder> Placed(Customer customer, string slug = "harbor")
    {
        await customer.Say(slug == "harbor" ? "hello" : "안녕하세요");
        var order = await world.Place(slug);
        await world.Database.Run($"update conversation set language = '{(slug == "harbor" ? "en" : "ko")}' where thread_key = '{customer.Conversation}'");
        await world.Database.Run($"update sales_order set conversation_id = (select id from conversation where thread_key = '{customer.Conversation}') where id = '{order.Id}'");
        return order;
    }

    private async Task<string> Fails(StaffOrder order)
    {
        var session = await world.Market.OpenPayLink(order.PayLink);
        await Control($"sessions/{session}/async-pending");
        await world.Database.Until($"select payment_state from sales_order where id = '{order.Id}'", "pending");
        await Control($"sessions/{session}/async-fail");
        await world.Database.Until($"select payment_state from sales_order where id = '{order.Id}'", "unpaid");
        return session;
    }

    // Stripe tells the same once more, and tells it anew.
    private async Task Again(string session)
    {
        var failed = (await world.Database.Ask<string>($"select event_id from payment_event where type = 'checkout.session.async_payment_failed' and convert_from(raw, 'UTF8') like '%{session}%'")).Single();
        await Control($"events/{failed}/resend");
        await Control("events", new { session, type = "checkout.session.async_payment_failed" });
        await world.Database.Until($"select count(*) from payment_event where state = 'applied' and type = 'checkout.session.async_payment_failed' and convert_from(raw, 'UTF8') like '%{session}%'", 2L);
    }

    private Task Told(StaffOrder order, string words, long times) => world.Database.Until(
        $"select count(*) from message where text like '%{words.Replace("'", "''")}%' and text like '%{order.Number}%'", times);

    private async Task Control(string path, object? body = null)
    {
        using var answer = await world.Market.Provider.PostAsJsonAsync("/sandbox/stripe/" + path, body ?? new { });
        answer.EnsureSuccessStatusCode();
    }
}
