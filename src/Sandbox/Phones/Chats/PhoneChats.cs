using System.Collections.Concurrent;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>Every chat of every phone, and a signal when one changes.</summary>
internal sealed class PhoneChats(IEnumerable<IPhoneProvider> providers)
{
    private const int Most = 5_000;
    private readonly Dictionary<string, IPhoneProvider> byKind = providers.ToDictionary(provider => provider.Kind, StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly Shelf<PhoneChat> chats = new(chat => chat.Key, Most);
    private readonly Dictionary<string, PhoneChat> byAddress = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Action<PhoneChat>, bool> watchers = new();

    /// <summary>What chats that are opened from now on begin with.</summary>
    public Receipts Receipts { get; set; } = Receipts.Delivered;

    public IEnumerable<IPhoneProvider> Providers => byKind.Values;

    public IReadOnlyList<PhoneChat> NewestFirst
    {
        get
        {
            lock (gate)
            {
                return [.. chats.NewestFirst];
            }
        }
    }

    public IPhoneProvider? ProviderOf(string kind) => byKind.GetValueOrDefault(kind);

    /// <summary>This person's chat with this line, begun if there is none.</summary>
    public PhoneChat Open(Line line, Person person)
    {
        lock (gate)
        {
            if (chats.Find(PhoneChat.KeyOf(line, person)) is { } known)
            {
                known.Meet(line, person);
                return known;
            }

            var chat = new PhoneChat(line, person) { Receipts = Receipts };
            chats.Put(chat);
            if (byAddress.Count > 4 * Most)
            {
                ForgetAddresses();
            }

            foreach (var address in AddressesOf(line, person))
            {
                byAddress[AddressKey(line, address)] = chat;
            }

            return chat;
        }
    }

    /// <summary>The chat that the shop means by an address, or null when nobody there ever opened one.</summary>
    public PhoneChat? Find(Line line, string address)
    {
        lock (gate)
        {
            // A chat that was given up for newer ones must not live on beside its successor.
            return byAddress.GetValueOrDefault(AddressKey(line, address)) is { } chat && chats.Find(chat.Key) == chat ? chat : null;
        }
    }

    /// <summary>Watches every change until what is returned is disposed of.</summary>
    public IDisposable Watch(Action<PhoneChat> seen)
    {
        watchers[seen] = true;
        return new Watcher(() => watchers.TryRemove(seen, out _));
    }

    public void Changed(PhoneChat chat)
    {
        chat.Touch();
        foreach (var watcher in watchers.Keys)
        {
            watcher(chat);
        }
    }

    private IReadOnlyList<string> AddressesOf(Line line, Person person) => ProviderOf(line.Kind)?.AddressesOf(line, person) ?? [];

    private void ForgetAddresses()
    {
        byAddress.Clear();
        foreach (var chat in chats.OldestFirst)
        {
            foreach (var address in AddressesOf(chat.Line, chat.Person))
            {
                byAddress[AddressKey(chat.Line, address)] = chat;
            }
        }
    }

    private static string AddressKey(Line line, string address) => $"{line.Key}\n{address}";

    private sealed class Watcher(Action stop) : IDisposable
    {
        public void Dispose() => stop();
    }
}
