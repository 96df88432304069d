namespace ChatCommerce.Sandbox;

/// <summary>Things by id in the order they came, the oldest given up once there are too many.</summary>
internal sealed class Shelf<T>(Func<T, string> idOf, int limit)
    where T : class
{
    private readonly OrderedDictionary<string, T> _items = new(StringComparer.Ordinal);

    public int Count => _items.Count;

    public IEnumerable<T> OldestFirst => _items.Values;

    public IEnumerable<T> NewestFirst
    {
        get
        {
            for (var i = _items.Count - 1; i >= 0; i--) yield return _items.GetAt(i).Value;
        }
    }

    public T? Find(string id) => _items.GetValueOrDefault(id);

    public void Put(T item)
    {
        _items[idOf(item)] = item;
        if (_items.Count <= limit) return;

        // A tenth at once: removing from the front moves everything behind it.
        var kept = _items.Skip(Math.Max(1, limit / 10)).ToList();
        _items.Clear();
        foreach (var (id, old) in kept) _items.Add(id, old);
    }

    public bool Remove(string id) => _items.Remove(id);

    public void Replace(IEnumerable<T> items)
    {
        _items.Clear();
        foreach (var item in items) Put(item);
    }
}
