using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>What a customer sees of the shop before it answers: that their message was read, and that an answer is being written.</summary>
public sealed class PresenceTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Theory]
    [InlineData("whatsapp")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    public async Task What_the_bot_answers_is_marked_as_read_and_no_dots_come_with_a_quick_answer(string kind)
    {
        var phone = world.Market.Phone(kind, "harbor", "quick");
        await phone.Say("hi");

        await Read(kind, "quick");
        (await Chat(kind, "quick")).GetProperty("typing").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("whatsapp")]
    [InlineData("whatsapp_twilio")]
    [InlineData("messenger")]
    [InlineData("instagram")]
    [InlineData("telegram")]
    public async Task While_an_answer_takes_long_the_customer_sees_it_being_written(string kind)
    {
        var phone = world.Market.Phone(kind, "harbor", "slow");
        await phone.Say("hi");
        await using (await Stuck())
        {
            await phone.Write("running shoes");
            await PostOffice.Until(async () => (await Chat(kind, "slow")).GetProperty("typing").GetBoolean(), "the dots on " + kind);
        }

        await phone.Expect(_ => true);
    }

    [Fact]
    public async Task In_the_web_chat_the_streams_hear_of_it()
    {
        await using var customer = await world.Host.Customer("harbor");
        await customer.Say("hi");
        var shown = new TaskCompletionSource();
        using var listening = world.Host.Services.GetRequiredService<Signals>().Listen(s => _ = s.Kind == SignalKind.Typing && shown.TrySetResult());
        await using (await Stuck())
        {
            await customer.Post(new { type = "message", from = new { id = customer.User }, text = "running shoes" });
            await shown.Task.WaitAsync(TimeSpan.FromSeconds(20));
        }

        await customer.Expect(_ => true);
    }

    [Fact]
    public async Task A_thread_that_a_person_answers_is_read_when_they_read_it()
    {
        var phone = world.Market.Phone("whatsapp", "harbor", "patient");
        await phone.Say("hi");
        await Read("whatsapp", "patient");
        var (agent, thread) = (await world.Browser("agent"), "/harbor/inbox/" + await ConversationOf("patient"));
        await agent.Get(thread);
        await agent.Do(thread + "/take-over");

        await phone.Write("is anybody there?");
        await PostOffice.Until(async () => (await agent.Get("/harbor/inbox/list")).Read.Contains("is anybody there?", StringComparison.Ordinal), "the message in the inbox");
        await SomebodyElseIsRead();
        (await LastOf("patient")).Should().NotBe("read", "the bot has not the word");
        await agent.Get(thread);

        await Read("whatsapp", "patient");
    }

    [Fact]
    public async Task Who_said_stop_is_shown_nothing()
    {
        var phone = world.Market.Phone("whatsapp", "harbor", "left");
        await phone.Say("hi");
        await Read("whatsapp", "left");
        await world.Database.Run($"insert into suppression (tenant_id, contact_id, reason) select tenant_id, contact_id, 'test' from conversation where id = '{await ConversationOf("left")}'");

        await phone.Write("hello?");
        await PostOffice.Until(async () => (await world.Database.Ask<long>(
            $"select count(*) from turn where state = 'committed' and conversation_id = '{await ConversationOf("left")}'"))[0] == 2, "the turn");
        await SomebodyElseIsRead();

        (await LastOf("left")).Should().NotBe("read");
    }

    private async Task SomebodyElseIsRead()
    {
        await world.Market.Phone("messenger", "harbor", "other").Say("hi");
        await Read("messenger", "other");
    }

    // What is searched waits until this is let go.
    private async Task<NpgsqlConnection> Stuck()
    {
        var connection = new NpgsqlConnection(world.Database.Admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("begin; lock table product_term, product, variant in access exclusive mode", connection);
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    private async Task<string> ConversationOf(string person)
    {
        var addresses = (await Chat("whatsapp", person)).GetProperty("addresses").EnumerateArray().Select(a => $"'{a.GetString()}'");
        return (await world.Database.Ask<Guid>($"select id from conversation where thread_key in ({string.Join(',', addresses)})"))[0].ToString();
    }

    private async Task<string?> LastOf(string person) => Last(await Chat("whatsapp", person)).GetProperty("state").GetString();

    private Task Read(string kind, string person) =>
        PostOffice.Until(async () => Last(await Chat(kind, person)).GetProperty("state").GetString() == "read", "the mark on " + kind);

    private static JsonElement Last(JsonElement chat) => chat.GetProperty("bubbles").EnumerateArray().Last(b => !b.GetProperty("fromShop").GetBoolean());

    private Task<JsonElement> Chat(string kind, string person) => world.Market.Provider.GetFromJsonAsync<JsonElement>($"/sandbox/phones/{kind}/harbor/{person}/chat");
}
