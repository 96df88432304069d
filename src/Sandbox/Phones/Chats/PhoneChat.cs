namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>How far the shop hears about its messages by itself.</summary>
public enum Receipts
{
    Off,
    Delivered,
    Read,
}

/// <summary>What one person and one shop said to each other at one messenger, as this person's phone shows it.</summary>
public sealed class PhoneChat(Line line, Person person)
{
    private const int MostBubbles = 200;
    private readonly Lock _gate = new();
    private readonly List<Bubble> _bubbles = [];
    private readonly Dictionary<string, string> _notes = new(StringComparer.Ordinal);
    private long _version;
    private long _number;

    public Line Line { get; private set; } = line;

    public Person Person { get; private set; } = person;

    public string Key => KeyOf(Line, Person);

    /// <summary>Goes up with every change.</summary>
    public long Version => Interlocked.Read(ref _version);

    public Receipts Receipts { get; set; } = Receipts.Delivered;

    /// <summary>The customer blocked the shop, or opted out at the provider.</summary>
    public bool Stopped { get; set; }

    /// <summary>Opens the window in which the shop may write freely.</summary>
    public DateTimeOffset? CustomerWroteAt { get; set; }

    public DateTimeOffset TypingUntil { get; set; }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<Bubble> Bubbles
    {
        get
        {
            lock (_gate) return [.. _bubbles];
        }
    }

    public static string KeyOf(Line line, Person person) => $"{line.Key} {person.Id}";

    /// <summary>1, 2, 3 …: for providers that number messages within a chat.</summary>
    public long NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>Something a provider remembers about this chat: a callback address, the last flow.</summary>
    public string? Note(string name)
    {
        lock (_gate) return _notes.GetValueOrDefault(name);
    }

    public void SetNote(string name, string? value)
    {
        lock (_gate)
        {
            if (value is null) _notes.Remove(name);
            else _notes[name] = value;
        }
    }

    public Bubble? Find(string messageId)
    {
        lock (_gate) return _bubbles.Find(bubble => bubble.Id.Equals(messageId, StringComparison.Ordinal));
    }

    /// <summary>The newest of the shop's bubbles that offers this choice.</summary>
    public Bubble? Offering(string payload)
    {
        lock (_gate)
        {
            return _bubbles.FindLast(bubble => bubble.FromShop
                && (bubble.AllButtons.Any(button => button.Payload == payload) || bubble.List?.Rows.Any(row => row.Payload == payload) == true));
        }
    }

    internal void Meet(Line line, Person person) => (Line, Person) = (line, person);

    internal void Add(Bubble bubble)
    {
        lock (_gate)
        {
            _bubbles.Add(bubble);
            if (_bubbles.Count > MostBubbles) _bubbles.RemoveAt(0);
        }
    }

    internal Bubble? Replace(string messageId, Func<Bubble, Bubble> change)
    {
        lock (_gate)
        {
            var at = _bubbles.FindIndex(bubble => bubble.Id.Equals(messageId, StringComparison.Ordinal));
            return at < 0 ? null : _bubbles[at] = change(_bubbles[at]);
        }
    }

    internal void Clear()
    {
        lock (_gate) _bubbles.Clear();
    }

    internal void Touch() => Interlocked.Increment(ref _version);
}
