using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Channels.WebChat;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>
/// The program with its web role alone, on a free port, with two shops that have a web chat. No bot answers unless it is asked for: a test
/// says itself what the shop says. Use it as a class fixture.
/// </summary>
public sealed class ChatHost : IAsyncLifetime
{
    public const string AllowedOrigin = "https://harbor-goods.example";
    private static readonly CancellationToken Ct = CancellationToken.None;
    private WebApplication? app;

    /// <summary><c>web,worker</c> lets the bot answer.</summary>
    public string Roles { get; init; } = "web";

    public TestDatabase Database { get; } = new();

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public ChatShop Harbor { get; private set; } = null!;

    public ChatShop Dalbit { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        app = Build();
        await ChatCommerce.BotHost.Program.Start(app);
        Address = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Address };
        Harbor = await Open("harbor", "en-US", ["en", "ko"], "USD");
        Dalbit = await Open("dalbit", "ko-KR", ["ko", "en"], "KRW");
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            Http?.Dispose();
            await app.StopAsync(Ct);
            await app.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    /// <summary>Sends a request; <paramref name="body"/> as JSON text unless it is content already.</summary>
    public async Task<ChatAnswer> Send(HttpMethod method, string path, string? bearer, object? body = null, string? origin = null)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith('/') ? path : "/v3/directline/" + path);
        request.Content = body as HttpContent ?? (body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"));
        if (bearer is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        using var response = await Http.SendAsync(request, Ct);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(Ct), response.Headers);
    }

    public async Task<ChatThread> Start(ChatShop shop, object? body = null)
    {
        var answer = (await Send(HttpMethod.Post, "tokens/generate", shop.Key, body)).Json;
        var token = answer.GetProperty("token").GetString()!;
        var started = (await Send(HttpMethod.Post, "conversations", token)).Json;
        return new(this, shop, token, started.GetProperty("conversationId").GetString()!, started.GetProperty("streamUrl").GetString()!);
    }

    public Task ShopSays(ChatShop shop, string thread, string text) => ShopSays(shop, thread, new RichMessage(text));

    /// <summary>What the send lane does when a message is accepted: the activity with the next watermark, then the signal.</summary>
    public async Task ShopSays(ChatShop shop, string thread, RichMessage message)
    {
        var account = new ChannelAccount(shop.Tenant.Id, shop.Account, WebChatChannel.Name, shop.Tenant.Slug, shop.Tenant.Name,
            new Dictionary<string, string>(), new Dictionary<string, string>());
        var outbound = new Outbound(account, thread, Id.New<OutboxId>(TimeProvider.System), message, MessageClass.Reply) { At = TimeProvider.System.GetUtcNow() };
        var accepted = await new WebChatChannel().Send(outbound, Ct);
        var conversation = await Database.Tenants.For(shop.Tenant.Id).Get<ConversationId>($"""
            with moved as (
                update conversation set last_watermark = last_watermark + 1 where tenant_id = {shop.Tenant.Id} and thread_key = {thread}
                returning tenant_id, id, last_watermark
            )
            insert into activity (tenant_id, conversation_id, watermark, body, at)
            select tenant_id, id, last_watermark, replace({accepted.Activity}, '$id$', id || '|' || last_watermark)::jsonb, now() from moved
            returning conversation_id
            """, Ct);
        app!.Services.GetRequiredService<Signals>().Send(SignalKind.Activity, shop.Tenant.Id, conversation);
    }

    /// <summary>What a turn does that takes longer than a moment.</summary>
    public async Task ShopWrites(ChatThread thread)
    {
        var conversation = await Database.Tenants.For(thread.Shop.Tenant.Id).Get<ConversationId>(
            $"select id from conversation where tenant_id = {thread.Shop.Tenant.Id} and thread_key = {thread.Id}", Ct);
        app!.Services.GetRequiredService<Signals>().Send(SignalKind.Typing, thread.Shop.Tenant.Id, conversation);
    }

    private WebApplication Build() => ChatCommerce.BotHost.Program.Build([], builder =>
    {
        builder.Environment.EnvironmentName = "Development";
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["CHATCOMMERCE_DATABASE"] = Database.Options.Owner,
            ["CHATCOMMERCE_ENCRYPTION_KEY"] = TestDatabase.EncryptionKey,
            ["CHATCOMMERCE_PORT"] = "0",
            ["CHATCOMMERCE_ROLES"] = Roles,
            ["Pipeline:QuietMilliseconds"] = "0",
            ["Database:RolePrefix"] = Database.Options.RolePrefix,
            ["Database:MaxPoolSize"] = "20",
            ["WebChat:KeepAliveSeconds"] = "1",
            ["Storefront:HostSuffixes:0"] = "shops.example",
            ["WebChat:OpenBurst"] = "500",
        });
    });

    private async Task<ChatShop> Open(string slug, string locale, string[] languages, string currency)
    {
        var tenant = (await app!.Services.GetRequiredService<Tenants>().Create(new(slug, slug, locale, languages, currency, "UTC"), Ct)).Value;
        var (key, id) = (Token.New(), Id.New<ChannelAccountId>(TimeProvider.System));
        var secrets = app!.Services.GetRequiredService<SecretBox>();
        await Database.Tenants.For(tenant.Id).Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, key_hash, credentials, settings)
            values ({tenant.Id}, {id}, 'web_chat', {slug}, {slug}, {Token.New()}, {Token.Hash(key)},
                {secrets.Seal(tenant.Id, ChannelAccounts.Purpose, new Dictionary<string, string>())}, {new Dictionary<string, string> { ["origins"] = slug == "harbor" ? AllowedOrigin : "" }:jsonb})
            """, Ct);
        return new(tenant, key, id);
    }
}

public sealed record ChatShop(Tenant Tenant, string Key, ChannelAccountId Account);

public sealed record ChatAnswer(int Status, string Text, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string ErrorCode => Json.GetProperty("error").GetProperty("code").GetString()!;
}

/// <summary>One started conversation.</summary>
public sealed record ChatThread(ChatHost Host, ChatShop Shop, string Token, string Id, string StreamUrl)
{
    public Task<ChatAnswer> Post(object activity) => Host.Send(HttpMethod.Post, $"conversations/{Id}/activities", Token, activity);

    public Task<ChatAnswer> Say(string text) => Post(new { type = "message", from = new { id = "me" }, text });

    public Task<ChatAnswer> Poll(string watermark = "") => Host.Send(HttpMethod.Get, $"conversations/{Id}/activities?watermark={watermark}", Token);

    public Task ShopSays(string text) => Host.ShopSays(Shop, Id, text);
}
