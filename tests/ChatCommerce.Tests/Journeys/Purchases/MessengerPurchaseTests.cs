using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys.Purchases;

public sealed class MessengerPurchaseTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private Marketplace market = null!;

    public async ValueTask InitializeAsync() => market = await Marketplace.Open(database);

    public async ValueTask DisposeAsync() => await market.DisposeAsync();

    [Fact]
    public Task A_customer_buys_on_messenger_and_reads_the_confirmation_there() =>
        new PhonePurchase(market, database).Complete(market.Phone("messenger", "harbor", "sam"));

    [Fact]
    public async Task Messages_are_known_as_read_by_the_time_the_customer_read_them()
    {
        var phone = market.Phone("messenger", "dalbit", "mina");
        await phone.Say("안녕하세요");
        await Until(Everything("delivered", await ThreadOf("mina")));

        await phone.Do(new { @do = "read" });

        await Until(Everything("read", await ThreadOf("mina")));
    }

    [Fact]
    public async Task Who_answers_in_the_pages_own_inbox_silences_the_bot()
    {
        var phone = market.Phone("messenger", "dalbit", "linh");
        await phone.Say("안녕하세요");
        var (page, person) = (market.Host.Shops.Tenant("dalbit").Channel("messenger").ExternalId, await ThreadOf("linh"));

        await phone.Do(new { @do = "raw", body = Echo(page, person) });

        await Until($"select control = 'paused' from conversation where thread_key = '{person}'");
        (await database.Ask<string>("select text from message where author = 'elsewhere'")).Should().Equal("Jin here");
    }

    private static string Echo(string page, string person) =>
        $$$"""{"object":"page","entry":[{"id":"{{{page}}}","messaging":[{"sender":{"id":"{{{page}}}"},"recipient":{"id":"{{{person}}}"},"message":{"mid":"m_ECHO1","text":"Jin here","is_echo":true,"app_id":263902037430900}}]}]}""";

    private static string Everything(string state, string thread) => $"""
        select coalesce(bool_and(o.state = '{state}'), false)
        from outbox o join conversation c on c.tenant_id = o.tenant_id and c.id = o.conversation_id where c.thread_key = '{thread}'
        """;

    private async Task<string> ThreadOf(string person) =>
        (await market.Provider.GetFromJsonAsync<JsonElement>($"/sandbox/phones/messenger/dalbit/{person}/chat")).GetProperty("addresses")[0].GetString()!;

    private Task Until(string question) => PostOffice.Until(async () => (await database.Ask<bool>(question))[0], question);
}
