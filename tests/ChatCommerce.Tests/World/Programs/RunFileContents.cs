using System.Text.Json;
using ChatCommerce.Platform;

namespace ChatCommerce.Tests.World.Programs;

/// <summary>The run file as an outside program reads it.</summary>
public sealed record RunFileContents(string PublicUrl, string DirectLine, string Api, RunFileTenant[] Tenants)
{
    public RunFileTenant Tenant(string slug) => Tenants.Single(t => t.Slug == slug);

    public static RunFileContents Read(string path) => JsonSerializer.Deserialize<RunFileContents>(File.ReadAllText(path), Json.Options)!;
}

public sealed record RunFileTenant(
    string Slug, Guid Id, string Name, string Locale, string Currency, string Storefront, string WebChatKey, RunFileStaff[] Staff, RunFileToken[] ApiTokens, RunFilePayment[] Payments,
    RunFileChannel[] Channels)
{
    public string Token(string role) => ApiTokens.Single(t => t.Role == role).Token;

    public RunFileChannel Channel(string kind) => Channels.Single(c => c.Kind == kind);

    public RunFileStaff SignIn(string role) => Staff.Single(s => s.Role == role);
}

public sealed record RunFileStaff(string Email, string Password, string Role);

public sealed record RunFileToken(string Role, string Token);

public sealed record RunFilePayment(string Provider, string AccountId, string SecretKey, string WebhookUrl, string WebhookSecret);

public sealed record RunFileChannel(
    string Kind, string Name, string ExternalId, string Webhook, Dictionary<string, string> Secrets, Dictionary<string, string> Settings);
