namespace ChatCommerce.Sandbox.Phones;

/// <summary>A shop's account at one messenger: whom customers write to and where the provider reports it.</summary>
public sealed record Line
{
    /// <summary><c>whatsapp</c>, <c>telegram</c>, … as the shop names it.</summary>
    public required string Kind { get; init; }

    /// <summary>The account's id at the provider.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The shop's short name, <c>harbor</c>.</summary>
    public required string Tenant { get; init; }

    public required string Name { get; init; }

    public string Locale { get; init; } = "en-US";

    public required Uri Webhook { get; init; }

    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public string Key => KeyOf(Kind, ExternalId);

    public static string KeyOf(string kind, string externalId) => $"{kind} {externalId}";

    /// <summary>A secret that this line cannot be played without.</summary>
    public string Secret(string name) => Secrets.GetValueOrDefault(name)
        ?? throw new InvalidOperationException($"The line {Key} has no secret {name}.");

    public string? Setting(string name) => Settings.GetValueOrDefault(name);

    public bool Holds(string name, string value) =>
        value.Equals(Secrets.GetValueOrDefault(name) ?? Settings.GetValueOrDefault(name), StringComparison.Ordinal);
}
