using ChatCommerce.Agent.Tools;
using ChatCommerce.Commerce;
using ChatCommerce.Tests.BotHost.Pipeline.Skills;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>
/// The program is killed between a tap's storing and the record of its answer, which leaves in the same request. The customer, who saw an error
/// or the answer, taps for the result: what they bought is there once, and no answer is lost.
/// </summary>
public sealed class KakaoKillTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly Uri address = new($"http://localhost:{TestHost.FreePort()}");
    private readonly string folder = Directory.CreateTempSubdirectory("chatcommerce-kill").FullName;
    private readonly HttpClient http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.Zero });
    private HostProcess host = null!;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("in.committed@2")]
    [InlineData("turn.committed@2")]
    [InlineData("out.journaled@2")]
    [InlineData("out.sent@2")]
    [InlineData("out.recorded@2")]
    public async Task A_kill_between_answer_and_record_doubles_no_piece_and_loses_no_answer(string point)
    {
        host = await HostProcess.Start(HostProcess.Settings(database, address, folder), point, address);
        var channel = RunFileContents.Read(Path.Combine(folder, "run.json")).Tenant("dalbit").Channel("kakaotalk");
        var mina = new SkillCaller(http, channel, "mina-" + point);
        await mina.Ask("안녕하세요");

        await Tapped(mina);
        await host.Died();
        await host.DisposeAsync();
        host = await HostProcess.Start(HostProcess.Settings(database, address, folder), null, address);
        await ResultsUntilNothingWaits(mina);

        var here = $"conversation_id = (select id from conversation where thread_key = '{mina.Person}')";
        (await One($"select coalesce(sum(l.quantity), 0) from cart_line l join cart c on c.id = l.cart_id join conversation v on v.contact_id = c.contact_id where v.thread_key = '{mina.Person}'")).Should().Be(1);
        (await One($"select count(*) from message where {here} and author = 'customer'")).Should().Be(2);
        (await One($"select count(*) from turn where {here} and state = 'committed'")).Should().Be(2);
        (await One($"select count(*) from message where {here} and author = 'bot'")).Should().Be(await One($"select count(*) from outbox where {here} and state = 'accepted'"));
    }

    private async Task Tapped(SkillCaller mina)
    {
        var piece = Actions.Variant(VariantId.Of((await database.Ask<Guid>("""
            select v.id from variant v join tenant t on t.id = v.tenant_id and t.slug = 'dalbit' join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
            where s.on_hand > 5 order by v.sku limit 1
            """))[0]));
        try
        {
            await mina.Send("담기", new { payload = piece, n = "out:1:0" });
        }
        catch (HttpRequestException)
        {
            // The program died with the request in hand: KakaoTalk shows an error.
        }
    }

    private async Task ResultsUntilNothingWaits(SkillCaller mina)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var here = $"conversation_id = (select id from conversation where thread_key = '{mina.Person}')";
        while (await One($"select (select count(*) from inbound_event where {here} and state = 'pending') + (select count(*) from outbox where {here} and state in ('pending', 'claimed', 'sending'))") > 0)
        {
            (await mina.Send("결과 보기", new { resume = "1" })).Took.Should().BeLessThan(TimeSpan.FromSeconds(5));
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private async Task<long> One(string question) => (await database.Ask<long>(question))[0];
}
