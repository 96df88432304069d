using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>The columns of a CSV file, known by their heads in any order.</summary>
internal sealed class Columns
{
    public const string Handle = "handle", Title = "title", Brand = "brand", Category = "category", Description = "description", Status = "status",
        Attributes = "attributes", Images = "images", ImageAlts = "image_alts", Sku = "sku", Options = "options", Price = "price",
        CompareAt = "compare_at", Currency = "currency", Active = "active", OnHand = "on_hand";

    private readonly Dictionary<string, int> places;

    private Columns(Dictionary<string, int> places, IReadOnlyList<string> ignored) => (this.places, Ignored) = (places, ignored);

    /// <summary>In the order in which they are exported.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Handle, Title, Brand, Category, Description, Status, Attributes, Images, ImageAlts, Sku, Options, Price, CompareAt, Currency, Active, OnHand,
    ];

    /// <summary>Heads that are not ours.</summary>
    public IReadOnlyList<string> Ignored { get; }

    public static Result<Columns> Read(string[] head)
    {
        var (places, ignored) = (new Dictionary<string, int>(), new List<string>());
        for (var i = 0; i < head.Length; i++)
        {
            var name = DraftText.Line(head[i]).ToLowerInvariant().Replace(' ', '_').Replace('-', '_');
            if (!All.Contains(name))
            {
                ignored.Add(DraftText.Line(head[i]));
            }
            else if (!places.TryAdd(name, i))
            {
                return new Refusal("column-twice", $"The column '{name}' stands twice in the first row.", name);
            }
        }

        return places.ContainsKey(Sku)
            ? new Columns(places, [.. ignored.Where(n => n.Length > 0).Take(50)])
            : new Refusal("column-missing", $"The first row names the columns, and 'sku' is not among them. Known are: {string.Join(", ", All)}.", Sku);
    }

    /// <summary>The cell as it was meant; null when the file has no such column or the row ends before it.</summary>
    public string? Cell(string[] row, string column) =>
        places.TryGetValue(column, out var place) && place < row.Length ? CellText.Unguard(row[place]) : null;

    /// <summary>The cell, with an empty one counting as not told.</summary>
    public string? Told(string[] row, string column) => Cell(row, column)?.Trim() is { Length: > 0 } text ? text : null;
}
