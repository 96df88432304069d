extern alias Sandbox;

using System.Net;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>Genuine webhooks of every messenger, composed by the Sandbox and posted by hand: as they are, altered, twice, to the wrong door.</summary>
internal sealed class WebhookLab(Marketplace market, TestDatabase database)
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private int people;

    public Marketplace Market => market;

    public Line Line(string kind, string slug) => market.SandboxParts.GetRequiredService<Lines>().OfTenant(kind, slug)
        ?? throw new InvalidOperationException($"{slug} has no {kind}.");

    public IPhoneProvider Provider(string kind) => market.SandboxParts.GetRequiredService<PhoneChats>().ProviderOf(kind)
        ?? throw new InvalidOperationException($"Nobody plays {kind}.");

    /// <summary>A person's chat; a new person unless named.</summary>
    public PhoneChat Chat(string kind, string slug, string? person = null) => market.SandboxParts.GetRequiredService<PhoneChats>().Open(
        Line(kind, slug), market.SandboxParts.GetRequiredService<People>().Get(person ?? $"lab{kind.Replace("_", "", StringComparison.Ordinal)}{Interlocked.Increment(ref people)}"));

    /// <summary>The signed call with which the provider reports what a customer did.</summary>
    public ProviderCall Compose(PhoneChat chat, CustomerAct act)
    {
        var provider = Provider(chat.Line.Kind);
        return provider.Compose(chat, act with { Id = provider.NewMessageId(chat), At = TimeProvider.System.GetUtcNow() })[0];
    }

    /// <summary>Our own side of the messenger.</summary>
    public IProviderChannel Channel(string kind) => market.Host.Services.GetServices<IChannel>().OfType<IProviderChannel>().Single(c => c.Kind == kind);

    public async Task<ChannelAccount> Account(string kind, string slug) =>
        await market.Host.Services.GetRequiredService<ChannelAccounts>().FindByWebhook(kind, Line(kind, slug).Webhook.Segments[^1], Ct)
            ?? throw new InvalidOperationException($"{slug} has no account of {kind}.");

    /// <summary>The call as our reader is handed it.</summary>
    public WebhookRequest Request(ProviderCall call, Line line)
    {
        var url = call.To ?? line.Webhook;
        return new(call.Method, url, new Dictionary<string, string>(call.Headers, StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = call.ContentType }, call.Body)
        {
            ReceivedAt = TimeProvider.System.GetUtcNow(),
            Query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(url.Query).ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal),
        };
    }

    /// <summary>One of all the things that a customer of this messenger can do, each in turn.</summary>
    public CustomerAct AnyAct(string kind, int n)
    {
        List<CustomerAct> acts =
        [
            new WriteText($"words {n} 파란색 👟"), market.SandboxParts.GetRequiredService<MediaShelf>().Take(new SendMedia { Kind = MediaKind.Image, Caption = $"like this {n}" }),
            new SendLocation(37.5665, 126.978, "City Hall", "110 Sejong-daero"), new SendContact("Ravi Kumar", "+919812345678"), new TapButton($"v:{n}", $"label {n}"),
            new PickRow($"v:{n}", $"label {n}"), new OrderFromCatalog([new("sku_311", 2, 59_000m, "KRW")], $"note {n}"), new AskAboutProduct("sku_311", $"still there {n}?"),
            new SubmitForm("address", new Dictionary<string, string> { ["zip"] = $"{n}" }), new React($"{n}", "👍"), new EditMessage($"{n}", $"other words {n}"), new DeleteMessage($"{n}"),
            new StartWithReference($"p_tempo-lite-{n}", "hi"),
        ];
        acts.RemoveAll(act => !Provider(kind).Acts.Contains(act.GetType()));
        return acts[n % acts.Count];
    }

    public ProviderCall Text(PhoneChat chat, string text) => Compose(chat, new WriteText(text));

    public Task<HttpStatusCode> Post(PhoneChat chat, ProviderCall call) => Post(chat.Line.Webhook, call);

    public async Task<HttpStatusCode> Post(Uri webhook, ProviderCall call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.To ?? webhook) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await market.Host.Http.SendAsync(request, Ct);
        return answer.StatusCode;
    }

    /// <summary>How many events the shops have stored from this messenger, reports on our own messages and their echoes apart.</summary>
    public async Task<long> Stored(string kind) => (await database.Ask<long>(
        $"select count(*) from inbound_event e join channel_account a on a.tenant_id = e.tenant_id and a.id = e.channel_account_id where a.kind = '{kind}' and e.kind not in ('delivery_reported', 'echoed')"))[0];

    public TenantScope Db(string slug) => database.Tenants.For(new(market.Host.Shops.Tenant(slug).Id));

    public static bool Ok(HttpStatusCode status) => (int)status is >= 200 and < 300;
}
