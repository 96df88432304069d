using System.Text.RegularExpressions;

namespace ChatCommerce.Channels.Accounts;

/// <summary>What an account of a kind is made of, in data: the page that connects one is drawn from it and what is typed is judged by it.</summary>
/// <param name="Kind">The channel's kind.</param>
/// <param name="ExternalId">The account's id at the provider.</param>
public sealed record AccountForm(string Kind, string Title, AccountField ExternalId)
{
    /// <summary>Name of the setting that says until when the access token lives.</summary>
    public const string TokenExpires = "token_expires";

    /// <summary>Who gives the credentials and whose answer <c>verify</c> tells.</summary>
    public required string Provider { get; init; }

    /// <summary>Typed once, kept sealed, never shown again.</summary>
    public IReadOnlyList<AccountField> Secrets { get; init; } = [];

    /// <summary>Typed and shown.</summary>
    public IReadOnlyList<AccountField> Settings { get; init; } = [];

    /// <summary>Secrets that we make and the provider shows us back; pasted at the provider, then never shown again.</summary>
    public IReadOnlyList<AccountField> Made { get; init; } = [];

    /// <summary>What to do at the provider with our address, in order.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    /// <summary>Name of the secret that begins with the account's id and a colon, where the id need not be typed.</summary>
    public string? IdIn { get; init; }

    /// <summary>How a person is named to whom a test goes.</summary>
    public required string Recipient { get; init; }
}

/// <param name="Name">The credential's or setting's name in the account.</param>
/// <param name="Hint">Where to find it at the provider.</param>
/// <param name="Pattern">What it looks like.</param>
/// <param name="Expected">The same for people, after the word expected.</param>
public sealed record AccountField(string Name, string Label, string Hint, string Pattern, string Expected)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    public bool Optional { get; init; }

    /// <summary>Proves that the provider calls us: while it is changed, the one before it is accepted for a day.</summary>
    public bool Incoming { get; init; }

    public bool Fits(string value) => value.Length == 0 ? Optional : Regex.IsMatch(value, $@"\A(?:{Pattern})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Longest);
}
