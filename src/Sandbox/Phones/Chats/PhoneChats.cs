using System.Collections.Concurrent;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>Every chat of every phone, and a signal when one changes.</summary>
internal sealed class PhoneChats(IEnumerable<IPhoneProvider> providers)
{
    private const int Most = 5_000;
    private readonly Dictionary<string, IPhoneProvider> _providers = providers.ToDictionary(provider => provider.Kind, StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Shelf<PhoneChat> _chats = new(chat => chat.Key, Most);
    private readonly Dictionary<string, PhoneChat> _byAddress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Action<PhoneChat>, bool> _watchers = new();

    /// <summary>What chats that are opened from now on begin with.</summary>
    public Receipts Receipts { get; set; } = Receipts.Delivered;

    public IEnumerable<IPhoneProvider> Providers => _providers.Values;

    public IReadOnlyList<PhoneChat> NewestFirst
    {
        get
        {
            lock (_gate) return [.. _chats.NewestFirst];
        }
    }

    public IPhoneProvider? ProviderOf(string kind) => _providers.GetValueOrDefault(kind);

    /// <summary>This person's chat with this line, begun if there is none.</summary>
    public PhoneChat Open(Line line, Person person)
    {
        lock (_gate)
        {
            if (_chats.Find(PhoneChat.KeyOf(line, person)) is { } known)
            {
                known.Meet(line, person);
                return known;
            }

            var chat = new PhoneChat(line, person) { Receipts = Receipts };
            _chats.Put(chat);
            if (_byAddress.Count > 4 * Most) ForgetAddresses();
            foreach (var address in AddressesOf(line, person)) _byAddress[AddressKey(line, address)] = chat;
            return chat;
        }
    }

    /// <summary>The chat that the shop means by an address, or null when nobody there ever opened one.</summary>
    public PhoneChat? Find(Line line, string address)
    {
        lock (_gate)
        {
            // A chat that was given up for newer ones must not live on beside its successor.
            return _byAddress.GetValueOrDefault(AddressKey(line, address)) is { } chat && _chats.Find(chat.Key) == chat ? chat : null;
        }
    }

    /// <summary>Watches every change until what is returned is disposed of.</summary>
    public IDisposable Watch(Action<PhoneChat> seen)
    {
        _watchers[seen] = true;
        return new Watcher(() => _watchers.TryRemove(seen, out _));
    }

    public void Changed(PhoneChat chat)
    {
        chat.Touch();
        foreach (var watcher in _watchers.Keys) watcher(chat);
    }

    private IReadOnlyList<string> AddressesOf(Line line, Person person) => ProviderOf(line.Kind)?.AddressesOf(line, person) ?? [];

    private void ForgetAddresses()
    {
        _byAddress.Clear();
        foreach (var chat in _chats.OldestFirst)
        {
            foreach (var address in AddressesOf(chat.Line, chat.Person)) _byAddress[AddressKey(chat.Line, address)] = chat;
        }
    }

    private static string AddressKey(Line line, string address) => $"{line.Key}\n{address}";

    private sealed class Watcher(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
