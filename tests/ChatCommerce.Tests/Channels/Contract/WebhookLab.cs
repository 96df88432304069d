extern alias Sandbox;

using System.Net;
using ChatCommerce.Platform.Database;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox.Phones;

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

    /// <summary>How many events the shops have stored from this messenger, reports on our own messages apart.</summary>
    public async Task<long> Stored(string kind) => (await database.Ask<long>(
        $"select count(*) from inbound_event e join channel_account a on a.tenant_id = e.tenant_id and a.id = e.channel_account_id where a.kind = '{kind}' and e.kind <> 'delivery_reported'"))[0];

    public TenantScope Db(string slug) => database.Tenants.For(new(market.Host.Shops.Tenant(slug).Id));

    public static bool Ok(HttpStatusCode status) => (int)status is >= 200 and < 300;
}
