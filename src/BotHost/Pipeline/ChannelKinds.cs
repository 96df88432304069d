using ChatCommerce.Channels;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>The channels this program speaks, by kind.</summary>
internal sealed class ChannelKinds(IEnumerable<IChannel> channels)
{
    private readonly Dictionary<string, IChannel> byKind = channels.ToDictionary(c => c.Kind, StringComparer.Ordinal);

    public IChannel Of(string kind) => byKind.TryGetValue(kind, out var channel)
        ? channel
        : throw new InvalidOperationException($"No channel of kind '{kind}' is registered.");
}
