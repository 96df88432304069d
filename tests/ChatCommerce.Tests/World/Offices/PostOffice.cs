using System.Net;
using System.Net.Http.Json;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.World.Offices;

/// <summary>The whole program with a <see cref="PostChannel"/> in it, and an account of it in each demo shop.</summary>
public sealed class PostOffice : IAsyncDisposable
{
    private const string Secret = "post-secret";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestDatabase database;
    private int keys;

    private PostOffice(TestDatabase database, TestHost host, PostChannel channel) => (this.database, Host, Channel) = (database, host, channel);

    public TestHost Host { get; }

    public PostChannel Channel { get; }

    /// <param name="settings">Configuration over the test's defaults.</param>
    /// <param name="beside">Another office of the same post, on a node of its own.</param>
    /// <param name="services">Added before the program's own.</param>
    public static async Task<PostOffice> Open(
        TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null, PostOffice? beside = null, Action<IServiceCollection>? services = null)
    {
        var channel = beside?.Channel ?? new PostChannel();
        var host = await TestHost.Start(database, settings, services: all =>
        {
            all.AddSingleton<ChatCommerce.Channels.IChannel>(channel);
            services?.Invoke(all);
        });
        var office = new PostOffice(database, host, channel);
        foreach (var slug in (string[])["harbor", "dalbit"])
        {
            await office.Connect(slug);
        }

        return office;
    }

    public TenantScope Db(string slug = "harbor") => database.Tenants.For(new TenantId(Host.Shops.Tenant(slug).Id));

    /// <summary>The customer of a thread says something; returns when it is acknowledged.</summary>
    public Task<HttpStatusCode> Says(string thread, string text) => Happens(thread, new TextSaid(text));

    /// <summary>The customer of a new thread says hello; returns the provider's id of the answer once it is accepted.</summary>
    public async Task<string> Greets(string thread)
    {
        await Says(thread, "hello");
        await Answers(thread, 1);
        await Until(
            async () => await Ask<long>($"select count(*) from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} and o.state in ('accepted', 'delivered')") == 1,
            "the acceptance");
        return await Ask<string>($"select o.provider_id from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} and o.provider_id is not null");
    }

    /// <summary>Puts a message of ours into a thread, as the parts of the program that speak by themselves do.</summary>
    public async Task Tells(string thread, RichMessage message, MessageClass kind = MessageClass.Notice)
    {
        var id = await Ask<ConversationId>($"select id from conversation where thread_key = {thread}");
        await database.Tenants.Run(Db().Tenant, async db =>
        {
            await Host.Services.GetRequiredService<OutgoingMessages>().Enqueue(db, id, new(message, kind, "bot"), Ct);
            return Done.It;
        }, Ct);
    }

    /// <summary>Joins another account's thread of the same person to this one's.</summary>
    public async Task Joins(string thread, string other)
    {
        await Db().Execute($"""
            with one as (select contact_id from conversation where thread_key = {thread}), ids as (
                update contact_identity i set contact_id = one.contact_id from one where i.value = {other})
            update conversation c set contact_id = one.contact_id from one where c.thread_key = {other}
            """, Ct);
    }

    /// <summary>The customer last wrote two days ago.</summary>
    public Task Backdate(string thread) =>
        Db().Execute($"update conversation set last_inbound_at = now() - interval '2 days' where thread_key = {thread}", Ct);

    /// <summary>What became of the messages with this text, in the order they were written.</summary>
    public Task<string> StateOf(string text) => Ask<string>($"""
        select coalesce(string_agg(o.state, ',' order by o.created_at), '') from outbox o join message m on m.id = o.message_id where m.text = {text}
        """);

    /// <summary>Waits until nothing of a thread is on its way any more.</summary>
    public Task Settled(string thread) => Until(
        async () => await Ask<long>($"""
            select count(*) from outbox o join conversation c on c.id = o.conversation_id where c.thread_key = {thread} and o.finished_at is null
            """) == 0, "everything to be sent");

    public Task<HttpStatusCode> Happens(string thread, InboundContent content, string? key = null, bool standby = false) =>
        Post("harbor", PostChannel.Batch.Of(new PostChannel.Batch(null, Event(thread, content, key), standby)));

    public InboundEvent Event(string thread, InboundContent content, string? key = null) => new(
        key ?? $"{thread}-{Interlocked.Increment(ref keys)}", thread, new Sender([new("post", thread)], "Ann", "en"), TimeProvider.System.GetUtcNow(), content);

    public async Task<HttpStatusCode> Post(string slug, byte[] body, string secret = Secret, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/post/{token ?? Token(slug)}") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Post-Secret", secret);
        using var answer = await Host.Http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    public static string Token(string slug) => "post-token-of-" + slug + "-0123456789";

    /// <summary>Waits until the shop has sent at least this many messages to the thread.</summary>
    public async Task<List<string>> Answers(string thread, int atLeast)
    {
        List<string> texts = [];
        await Until(() =>
        {
            texts = [.. Channel.Sent.Where(p => p.ThreadKey == thread).Select(p => p.Content.Text)];
            return Task.FromResult(texts.Count >= atLeast);
        }, $"{atLeast} messages to {thread}");
        return texts;
    }

    /// <summary>A person of the shop writes from the inbox's door.</summary>
    public async Task StaffWrites(string thread, string text)
    {
        var id = await Ask<Guid>($"select id from conversation where thread_key = {thread}");
        using var api = Host.Api("harbor", "owner");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/conversations/{id}/messages") { Content = JsonContent.Create(new { text }) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var answer = await api.SendAsync(request, Ct);
        answer.IsSuccessStatusCode.Should().BeTrue(await answer.Content.ReadAsStringAsync(Ct));
    }

    public async Task<T> Ask<T>(Sql statement) => await Db().Get<T>(statement, Ct);

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
        {
            limit.IsCancellationRequested.Should().BeFalse("waited for {0}", what);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private async Task Connect(string slug)
    {
        var db = Db(slug);
        var credentials = Host.Services.GetRequiredService<SecretBox>().Seal(db.Tenant, "channel", new Dictionary<string, string> { ["secret"] = Secret });
        await db.Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials)
            values ({db.Tenant}, {Guid.CreateVersion7()}, {PostChannel.Name}, {"post-" + slug}, 'Post', {Token(slug)}, {credentials})
            on conflict do nothing
            """, Ct);
    }
}
