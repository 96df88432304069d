using ChatCommerce.Agent.Tools;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>The program with both demo shops and KakaoTalk's API played by a test. Use it as a class fixture.</summary>
public sealed class SkillWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private int people;

    public TestDatabase Database { get; } = new();

    public KakaoEar Kakao { get; } = new();

    public HeldModel Model { get; } = new();

    public TestHost Host { get; private set; } = null!;

    /// <summary>Over those of every test here.</summary>
    public Dictionary<string, string?> Settings { get; init; } = [];

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        await Kakao.Start();
        var settings = new Dictionary<string, string?>(Settings)
        {
            ["Channels:Kakao:BaseAddress"] = new Uri(Kakao.Address, "/kakao/").ToString(),
            ["Channels:Kakao:KnockAfterSeconds"] = "0",
            ["Channels:Kakao:AskAfterSeconds"] = "0",
            ["GuardedHttp:Allowed:0"] = $"{Kakao.Address.Host}:{Kakao.Address.Port}",
        };
        Host = await TestHost.Start(Database, settings, services: services => services.AddSingleton(Model.Chosen));

        // Harbor pays for no events, named no block, and has consultants of its own at Kakao.
        await Database.Run("update channel_account a set settings = settings - 'event_order' - 'skill_block_id' || '{\"operator_button\":\"yes\"}' from tenant t where t.id = a.tenant_id and t.slug = 'harbor' and a.kind = 'kakaotalk'");

        // The first request of a program that has just started is its slowest; what is measured here is not the start.
        await Caller().Ask("안녕하세요");
    }

    public async ValueTask DisposeAsync()
    {
        Model.Release();
        await Host.DisposeAsync();
        await Kakao.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Somebody new at a shop.</summary>
    internal SkillCaller Caller(string slug = "dalbit") => new(Host.Http, Host.Shops.Tenant(slug).Channel("kakaotalk"), $"person-{Interlocked.Increment(ref people)}");

    internal async Task<string> Conversation(SkillCaller caller) => (await Database.Ask<string>($"select id::text from conversation where thread_key = '{caller.Person}'"))[0];

    /// <summary>A piece that can be put into the cart at once, as a button's payload.</summary>
    public async Task<string> Piece(string slug) => Actions.Variant(VariantId.Of((await Database.Ask<Guid>($"""
        select v.id from variant v join tenant t on t.id = v.tenant_id and t.slug = '{slug}' join stock s on s.tenant_id = v.tenant_id and s.variant_id = v.id
        where s.on_hand > 5 order by v.sku limit 1
        """))[0]));

    /// <summary>Writes into a thread as the program's own news do.</summary>
    internal async Task Announce(SkillCaller caller, string slug, MessageClass of, params string[] texts)
    {
        var conversation = ConversationId.Of(Guid.Parse(await Conversation(caller)));
        var outgoing = Host.Services.GetRequiredService<OutgoingMessages>();
        await Host.Services.GetRequiredService<TenantDb>().Run(new TenantId(Host.Shops.Tenant(slug).Id), async db =>
        {
            foreach (var text in texts)
            {
                await outgoing.Enqueue(db, conversation, new(new RichMessage(text), of, "bot"), CancellationToken.None);
            }

            return Done.It;
        }, CancellationToken.None);
    }

    public async Task Eventually(string count, long expected)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while ((await Database.Ask<long>(count))[0] != expected)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    public async Task<long> Count(string from) => (await Database.Ask<long>("select count(*) from " + from))[0];
}
