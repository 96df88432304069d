using ChatCommerce.Channels;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>The channels this program speaks, by kind.</summary>
public sealed class ChannelKinds(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> byKind = channels.ToDictionary(c => c.Kind, StringComparer.Ordinal);

    /// <summary>Null for a kind nobody registered.</summary>
    public IChannel? Find(string kind) => byKind.GetValueOrDefault(kind);

    public IChannel Of(string kind) => byKind.TryGetValue(kind, out var channel)
        ? channel
        : throw new InvalidOperationException($"No channel of kind '{kind}' is registered.");
}
