using ChatCommerce.Agent.Brain;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Turns;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Offices;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Pipeline.Sends;

/// <summary>The program without its lanes: a test does the workers' work itself, so that it can stop between any two steps of it. Use it as a class fixture.</summary>
public sealed class ByHand : IAsyncLifetime
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    public TestDatabase Database { get; } = new();

    public PostOffice Office { get; private set; } = null!;

    /// <summary>The brain of every turn; null: the built-in one.</summary>
    public Mind? Mind { get; set; }

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Office = await Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A node more over the same database.</summary>
    public Task<PostOffice> Beside() => Open(Office);

    /// <summary>A test begins with a channel of which nothing is remembered.</summary>
    public void Clean()
    {
        Mind = null;
        (Office.Channel.WhileSending, Office.Channel.Window) = (null, WindowRules.Always);
        Office.Channel.Capabilities = Office.Channel.Capabilities with { TextLength = 4_000 };
        Office.Channel.Calls.Clear();
        Office.Channel.Sent.Clear();
    }

    /// <summary>The customer says something, and the bot's answer waits to be sent.</summary>
    public async Task Answered(string thread, string text = "hello")
    {
        await Office.Says(thread, text);
        await Run((await Turn(thread))!);
    }

    /// <summary>A notice waits to be sent.</summary>
    public async Task Notice(string thread, string text)
    {
        var id = await Id(thread);
        var outgoing = Office.Host.Services.GetRequiredService<OutgoingMessages>();
        await Database.Tenants.Run(Office.Db().Tenant, db => outgoing.Enqueue(db, id, new(new RichMessage(text), MessageClass.Notice, "system"), Ct), Ct);
    }

    internal async Task<ClaimedTurn?> Turn(string thread)
    {
        var id = await Id(thread);
        await Office.Db().Execute($"update conversation set turn_due_at = now() where thread_key = {thread} and turn_due_at is not null", Ct);
        return (await Office.Host.Services.GetRequiredService<ClaimTurn>().Take(Office.Db().Tenant, id, Ct)).Turn;
    }

    internal Task Run(ClaimedTurn turn) => Office.Host.Services.GetRequiredService<RunTurn>().Run(turn, Ct);

    internal async Task<ClaimedSends?> Claim(string thread) =>
        await Office.Host.Services.GetRequiredService<ClaimSends>().Take(Office.Db().Tenant, await Id(thread), Ct);

    internal Task<TimeSpan?> Send(ClaimedSends claim, PostOffice? at = null) => (at ?? Office).Host.Services.GetRequiredService<SendOutbound>().Send(claim, Ct);

    /// <summary>Takes and sends what is due.</summary>
    public async Task Send(string thread)
    {
        if (await Claim(thread) is { } claim)
        {
            await Send(claim);
        }
    }

    internal T Of<T>()
        where T : notnull => Office.Host.Services.GetRequiredService<T>();

    /// <summary>The leases of both lanes have run out, as if their worker had died.</summary>
    public Task Abandon(string thread) => Office.Db().Execute($"""
        update conversation set turn_lease_until = now() - interval '1 second', send_lease_until = now() - interval '1 second' where thread_key = {thread}
        """, Ct);

    public async Task TakeOver(string thread)
    {
        using var api = Office.Host.Api("harbor", "owner");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{(await Id(thread)).Value}/takeover");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await api.SendAsync(request, Ct);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync(Ct));
    }

    public Task<ConversationId> Id(string thread) => Office.Ask<ConversationId>($"select id from conversation where thread_key = {thread}");

    /// <summary>States of the thread's outgoing messages, in order.</summary>
    public Task<string> States(string thread) => Office.Ask<string>($"""
        select coalesce(string_agg(o.state, ' ' order by o.seq), '') from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread}
        """);

    /// <summary>Everything that a worker writes about the thread.</summary>
    public async Task<string> Everything(string thread)
    {
        var id = await Id(thread);
        return await Office.Ask<string>($"""
            select concat_ws(E'\n', (select to_jsonb(c)::text from conversation c where c.id = {id}),
                (select jsonb_agg(to_jsonb(o) order by o.seq)::text from outbox o where o.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(p) order by p.outbox_id, p.n)::text from outbox_part p join outbox o on o.id = p.outbox_id where o.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(a) order by a.outbox_id, a.n)::text from send_attempt a join outbox o on o.id = a.outbox_id where o.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(m) order by m.seq)::text from message m where m.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(e) order by e.seq)::text from inbound_event e where e.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(t) order by t.first_seq)::text from turn t where t.conversation_id = {id}),
                (select jsonb_agg(to_jsonb(s) order by s.turn_id, s.n)::text from step s join turn t on t.id = s.turn_id where t.conversation_id = {id}))
            """);
    }

    private Task<PostOffice> Open(PostOffice? beside = null) => PostOffice.Open(
        Database,
        new Dictionary<string, string?> { ["CHATCOMMERCE_ROLES"] = "web", ["Pipeline:LeaseSeconds"] = "3" },
        beside,
        services => services.AddSingleton<ChooseMind>(_ => Mind));
}
