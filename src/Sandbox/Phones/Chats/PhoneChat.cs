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
    private readonly Lock gate = new();
    private readonly List<Bubble> bubbles = [];
    private readonly Dictionary<string, string> notes = new(StringComparer.Ordinal);
    private long version;
    private long number;

    public Line Line { get; private set; } = line;

    public Person Person { get; private set; } = person;

    public string Key => KeyOf(Line, Person);

    /// <summary>Goes up with every change.</summary>
    public long Version => Interlocked.Read(ref version);

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
            lock (gate)
            {
                return [.. bubbles];
            }
        }
    }

    public static string KeyOf(Line line, Person person) => $"{line.Key} {person.Id}";

    /// <summary>1, 2, 3 …: for providers that number messages within a chat.</summary>
    public long NextNumber() => Interlocked.Increment(ref number);

    /// <summary>Something a provider remembers about this chat: a callback address, the last flow.</summary>
    public string? Note(string name)
    {
        lock (gate)
        {
            return notes.GetValueOrDefault(name);
        }
    }

    public void SetNote(string name, string? value)
    {
        lock (gate)
        {
            if (value is null)
            {
                notes.Remove(name);
            }
            else
            {
                notes[name] = value;
            }
        }
    }

    public Bubble? Find(string messageId)
    {
        lock (gate)
        {
            return bubbles.Find(bubble => bubble.Id.Equals(messageId, StringComparison.Ordinal));
        }
    }

    /// <summary>The newest of the shop's bubbles that offers this choice.</summary>
    public Bubble? Offering(string payload)
    {
        lock (gate)
        {
            return bubbles.FindLast(bubble => bubble.FromShop
                && (bubble.AllButtons.Any(button => button.Payload == payload) || bubble.List?.Rows.Any(row => row.Payload == payload) == true));
        }
    }

    internal void Meet(Line line, Person person) => (Line, Person) = (line, person);

    internal void Add(Bubble bubble)
    {
        lock (gate)
        {
            bubbles.Add(bubble);
            if (bubbles.Count > MostBubbles)
            {
                bubbles.RemoveAt(0);
            }
        }
    }

    internal Bubble? Replace(string messageId, Func<Bubble, Bubble> change)
    {
        lock (gate)
        {
            var at = bubbles.FindIndex(bubble => bubble.Id.Equals(messageId, StringComparison.Ordinal));
            return at < 0 ? null : bubbles[at] = change(bubbles[at]);
        }
    }

    internal void Clear()
    {
        lock (gate)
        {
            bubbles.Clear();
        }
    }

    internal void Touch() => Interlocked.Increment(ref version);
}
