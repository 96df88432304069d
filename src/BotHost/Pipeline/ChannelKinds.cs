using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>The channels this program speaks, by kind.</summary>
public sealed class ChannelKinds(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> byKind = channels.ToDictionary(c => c.Kind, StringComparer.Ordinal);

    /// <summary>Kinds whose provider can be asked who somebody is.</summary>
    internal string[] WithProfiles { get; } = [.. channels.Where(c => c is IProfiles).Select(c => c.Kind)];

    /// <summary>Kinds whose provider tells until when an access token lives.</summary>
    internal string[] WithTokenLife { get; } = [.. channels.Where(c => c is ITokenLife).Select(c => c.Kind)];

    /// <summary>Null for a kind nobody registered.</summary>
    public IChannel? Find(string kind) => byKind.GetValueOrDefault(kind);

    /// <summary>What an account of the kind is made of; null where no page connects one.</summary>
    public AccountForm? FormOf(string kind) => (Find(kind) as IProviderChannel)?.Form;

    /// <summary>The forms of all, in the order they are offered.</summary>
    public IReadOnlyList<AccountForm> Forms => [.. byKind.Values.OfType<IProviderChannel>().Select(c => c.Form).OfType<AccountForm>()];

    public ChannelName NameOf(string kind) => Find(kind)?.Called ?? ChannelName.Unknown;

    public IChannel Of(string kind) => byKind.TryGetValue(kind, out var channel)
        ? channel
        : throw new InvalidOperationException($"No channel of kind '{kind}' is registered.");
}
