using ChatCommerce.Commerce.Tenants;

namespace ChatCommerce.Commerce.Demo;

/// <summary>How to load the demo shops.</summary>
/// <param name="Folder">Holds one folder a shop, as <c>demo/</c> does.</param>
/// <param name="Password">Of every demo sign-in; none: one made for each.</param>
/// <param name="Origins">Addresses of pages that may open the web chat.</param>
public sealed record DemoOptions(string Folder, string? Password, IReadOnlyList<string> Origins);

/// <summary>
/// A demo shop with everything an outside program needs to play customer, provider and staff. The secrets are in clear: they go into a
/// file that only the owner of the machine may read, and nowhere else.
/// </summary>
public sealed record DemoShop(
    Tenant Tenant, IReadOnlyList<DemoSignIn> Staff, IReadOnlyList<DemoToken> ApiTokens, DemoChannel WebChat,
    IReadOnlyList<DemoChannel> Channels, DemoPayments Payments)
{
    public override string ToString() => $"demo shop {Tenant.Slug}";
}

public sealed record DemoSignIn(string Email, string Name, Role Role, string Password);

public sealed record DemoToken(Role Role, string Token);

/// <param name="Kind">Kind of channel, such as <c>web_chat</c>.</param>
/// <param name="ExternalId">The account's id at the provider.</param>
/// <param name="WebhookToken">Last part of <c>/webhooks/{channel}/{token}</c>.</param>
/// <param name="Secrets">With which the provider signs and with which it is called, by name.</param>
/// <param name="Settings">What else is set at the provider, by name.</param>
public sealed record DemoChannel(
    string Kind, string Name, string ExternalId, string WebhookToken, IReadOnlyDictionary<string, string> Secrets, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>The bearer key, for a channel that has one.</summary>
    public string? Key => Secrets.GetValueOrDefault("key");
}

/// <param name="ExternalId">The account's id at the provider, <c>acct_demo_harbor</c>.</param>
/// <param name="SecretKey">With which the shop calls the provider.</param>
/// <param name="WebhookSecret">With which the provider signs.</param>
/// <param name="WebhookToken">Last part of the webhook's address.</param>
public sealed record DemoPayments(string Provider, string ExternalId, string SecretKey, string WebhookSecret, string WebhookToken);
