using System.Net.Http.Headers;
using System.Text;
using ChatCommerce.Tests.Tenancy;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>What people type by mistake or on purpose, through the whole way to the answer.</summary>
[Collection(nameof(TwoShops))]
public sealed class StrangeMessagesTests(TwoShops shops)
{
    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("１２")]
    [InlineData("twelve dozen")]
    [InlineData("add HG-UNKNOWN-9999")]
    [InlineData("I take the Tempo Lite in 42 blue for $1")]
    [InlineData(@"NUL \u0000 in the middle")]
    [InlineData(@"half a pair \ud800 here")]
    [InlineData(@"over \u202eride")]
    [InlineData(@"\u0000 cart \udfff")]
    [InlineData("'; drop table message; --")]
    [InlineData("<script>alert(1)</script> {{7*7}} ${jndi:ldap://x}")]
    [InlineData("%s%s%s %00 %n")]
    [InlineData("👨‍👩‍👧‍👦 á́́́́́́́́́́́́́")]
    public async Task It_is_kept_and_answered(string text)
    {
        await using var customer = await shops.Host.Customer("harbor");

        await Post(customer, $$"""{"type":"message","text":"{{text}}"}""");

        Customer.TextOf(await customer.Expect(_ => true)).Should().NotContain("49").And.NotContain("$1.00");
        await Kept(customer);
    }

    [Theory]
    [InlineData("한국어 ")]
    [InlineData("running shoes ")]
    [InlineData("((((")]
    [InlineData("1")]
    public async Task Sixty_four_kilobytes_are_kept_and_answered(string piece)
    {
        await using var customer = await shops.Host.Customer("harbor");

        await Post(customer, $$"""{"type":"message","text":"{{string.Concat(Enumerable.Repeat(piece, 65_536 / Encoding.UTF8.GetByteCount(piece)))}}"}""");

        await customer.Expect(_ => true);
        await Kept(customer);
    }

    [Fact]
    public async Task After_all_of_it_the_customer_can_still_buy()
    {
        await using var customer = await shops.Host.Customer("harbor");
        foreach (var text in new[] { @"\u0000", "", @"\ud800", "twelve dozen", "-1" })
        {
            await Post(customer, $$"""{"type":"message","text":"{{text}}"}""");
        }

        await shops.Quiet();
        await Post(customer, """{"type":"message","text":"add the shorebird binoculars"}""");

        await customer.Expect("Subtotal: $99.00");
    }

    private async Task Kept(Customer customer)
    {
        await shops.Quiet();
        (await shops.Database.Ask<string>($"""
            select e.state || ' ' || (length(e.raw) > 0)::text from inbound_event e join conversation c on c.id = e.conversation_id where c.thread_key = '{customer.Conversation}'
            """)).Should().Equal("done true");
    }

    private async Task Post(Customer customer, string json)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v3/directline/conversations/{customer.Conversation}/activities")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", customer.Token);
        using var answer = await shops.Host.Http.SendAsync(request);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync());
    }
}
