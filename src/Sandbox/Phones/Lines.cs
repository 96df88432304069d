using ChatCommerce.Sandbox.RunFile;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>The shops' accounts at the messengers: learned from <c>run.json</c>, or told by a test.</summary>
internal sealed class Lines(RunFileShops file)
{
    private const int Most = 4_000;
    private readonly Lock gate = new();
    private readonly Shelf<Line> shelf = new(line => line.Key, Most);
    private long learned;

    public IReadOnlyList<Line> All => Look(lines => lines.OldestFirst.ToList());

    public Line? Find(string kind, string externalId) => Look(lines => lines.Find(Line.KeyOf(kind, externalId)));

    /// <summary>By the shop's short name, for addresses that people type.</summary>
    public Line? OfTenant(string kind, string tenant) => Look(lines =>
        lines.OldestFirst.FirstOrDefault(line => line.Kind.Equals(kind, StringComparison.Ordinal) && line.Tenant.Equals(tenant, StringComparison.Ordinal)));

    /// <summary>Every line of these kinds whose secret or setting of that name has this value: whom an API token speaks for.</summary>
    /// <param name="name">Such as <c>access_token</c>, <c>bot_token</c>, <c>account_sid</c>.</param>
    /// <param name="value">What the caller showed.</param>
    /// <param name="kinds">Empty for all.</param>
    public IReadOnlyList<Line> With(string name, string value, params IReadOnlyList<string> kinds) => Look(lines =>
        lines.OldestFirst.Where(line => (kinds.Count == 0 || kinds.Contains(line.Kind)) && line.Holds(name, value)).ToList());

    /// <summary>Makes a line known, or changes it: a new webhook address, a rotated secret.</summary>
    public void Put(Line line) => Look(lines =>
    {
        lines.Put(line);
        return true;
    });

    public bool Remove(string kind, string externalId) => Look(lines => lines.Remove(Line.KeyOf(kind, externalId)));

    private T Look<T>(Func<Shelf<Line>, T> look)
    {
        var reading = file.Read();
        lock (gate)
        {
            if (reading.Version > learned)
            {
                foreach (var line in reading.Shops.SelectMany(LinesOf))
                {
                    shelf.Put(line);
                }

                learned = reading.Version;
            }

            return look(shelf);
        }
    }

    private static IEnumerable<Line> LinesOf(RunFileShop shop)
    {
        foreach (var channel in shop.Channels ?? [])
        {
            if (channel is not { Kind: { } kind, ExternalId: { } id } || !Uri.TryCreate(channel.Webhook, UriKind.Absolute, out var webhook))
            {
                continue;
            }

            yield return new Line
            {
                Kind = kind,
                ExternalId = id,
                Tenant = shop.Slug ?? "",
                Name = shop.Name ?? shop.Slug ?? id,
                Locale = shop.Locale ?? "en-US",
                Webhook = webhook,
                Secrets = channel.Secrets ?? [],
                Settings = channel.Settings ?? [],
            };
        }
    }
}
