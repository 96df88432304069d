namespace ChatCommerce.Sandbox;

/// <summary>Things by id in the order they came, the oldest given up once there are too many.</summary>
internal sealed class Shelf<T>(Func<T, string> idOf, int limit)
    where T : class
{
    private readonly OrderedDictionary<string, T> byId = new(StringComparer.Ordinal);

    public int Count => byId.Count;

    public IEnumerable<T> OldestFirst => byId.Values;

    public IEnumerable<T> NewestFirst
    {
        get
        {
            for (var i = byId.Count - 1; i >= 0; i--)
            {
                yield return byId.GetAt(i).Value;
            }
        }
    }

    public T? Find(string id) => byId.GetValueOrDefault(id);

    public void Put(T item)
    {
        byId[idOf(item)] = item;
        if (byId.Count <= limit)
        {
            return;
        }

        // A tenth at once: removing from the front moves everything behind it.
        var kept = byId.Skip(Math.Max(1, limit / 10)).ToList();
        byId.Clear();
        foreach (var (id, old) in kept)
        {
            byId.Add(id, old);
        }
    }

    public bool Remove(string id) => byId.Remove(id);

    public void Replace(IEnumerable<T> items)
    {
        byId.Clear();
        foreach (var item in items)
        {
            Put(item);
        }
    }
}
