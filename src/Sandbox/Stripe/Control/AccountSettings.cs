using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>An account as <c>PUT /sandbox/stripe/accounts/{id}</c> describes it.</summary>
internal sealed record AccountRequest
{
    public string SecretKey { get; init; } = "";

    public string? WebhookUrl { get; init; }

    public string? WebhookSecret { get; init; }

    public bool Livemode { get; init; }

    /// <summary>The account whose key acts for this one through <c>Stripe-Account</c>.</summary>
    public string? Platform { get; init; }

    public string? Name { get; init; }

    public string? Country { get; init; }

    public string? DefaultCurrency { get; init; }
}

/// <summary>Makes accounts known: a demo's seeding and tests tell who there is.</summary>
internal sealed class AccountSettings(Books books, TimeProvider clock)
{
    public IReadOnlyList<Account> All() => books.Read(() => books.Accounts.OldestFirst.ToList());

    public bool Remove(string id) => books.Change(() => books.Accounts.Remove(id));

    /// <returns>What is wrong with it, or null.</returns>
    public string? Put(string id, AccountRequest wanted)
    {
        if (!id.StartsWith("acct_", StringComparison.Ordinal))
        {
            return "the account's id must begin with acct_";
        }

        if (!wanted.SecretKey.StartsWith("sk_", StringComparison.Ordinal))
        {
            return "secretKey must begin with sk_";
        }

        if (wanted.WebhookUrl is { Length: > 0 } url && (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")))
        {
            return "webhookUrl must be an http address";
        }

        if (wanted.WebhookUrl is { Length: > 0 } && wanted.WebhookSecret is not { Length: > 0 })
        {
            return "webhookSecret is missing";
        }

        return books.Change(() =>
        {
            if (books.AccountOfKey(wanted.SecretKey) is { } other && !other.Id.Equals(id, StringComparison.Ordinal))
            {
                return $"secretKey belongs to {other.Id}";
            }

            books.Accounts.Put(ToAccount(id, wanted, books.Accounts.Find(id)?.Created ?? clock.GetUtcNow()));
            return null;
        });
    }

    private static Account ToAccount(string id, AccountRequest wanted, DateTimeOffset created) => new()
    {
        Id = id,
        SecretKey = wanted.SecretKey,
        WebhookUrl = wanted.WebhookUrl,
        WebhookSecret = wanted.WebhookSecret,
        Livemode = wanted.Livemode,
        Platform = wanted.Platform,
        Name = wanted.Name,
        Country = wanted.Country ?? "US",
        DefaultCurrency = wanted.DefaultCurrency ?? "usd",
        Created = created,
    };
}
