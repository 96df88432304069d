using System.IO.Compression;
using System.Text.Json;

namespace ChatCommerce.Tests.Commerce.Search;

/// <summary>The public catalog and its human judgements, when the machine has them; the folder is no part of the repository.</summary>
public sealed record JudgedCatalog(IReadOnlyList<CatalogItem> Items, IReadOnlyDictionary<string, Dictionary<string, int>> Judgements)
{
    /// <summary>Null where the data is absent.</summary>
    public static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "data", "search");
            if (File.Exists(Path.Combine(folder, "judgements.csv")))
            {
                return folder;
            }
        }

        return null;
    }

    public static JudgedCatalog Read(string folder, string? judgements = null)
    {
        List<CatalogItem> items = [];
        foreach (var file in Directory.GetFiles(folder, "icecat_products_*.json.zip").Order(StringComparer.Ordinal))
        {
            using var zip = ZipFile.OpenRead(file);
            using var stream = zip.Entries.First(e => e.Name.EndsWith(".json", StringComparison.Ordinal) && !e.FullName.StartsWith("__", StringComparison.Ordinal)).Open();
            using var json = JsonDocument.Parse(stream);
            foreach (var product in json.RootElement.EnumerateArray())
            {
                items.Add(Item(product));
            }
        }

        var judged = File.ReadLines(judgements ?? Path.Combine(folder, "judgements.csv")).Skip(1).Select(l => l.Split(','))
            .GroupBy(l => l[0], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToDictionary(l => l[1], l => int.Parse(l[2], System.Globalization.CultureInfo.InvariantCulture), StringComparer.Ordinal), StringComparer.Ordinal);
        return new JudgedCatalog(items, judged);
    }

    /// <summary>Gain 2^grade - 1, discounted by rank, against the best order possible; what was not judged counts as 0.</summary>
    public double Ndcg(string query, IEnumerable<string> handles)
    {
        var grades = Judgements[query];
        var best = Gain(grades.Values.OrderDescending());
        return best == 0 ? 0 : Gain(handles.Select(h => grades.GetValueOrDefault(h["icecat-".Length..]))) / best;
    }

    private static double Gain(IEnumerable<int> grades) => grades.Take(10).Select((g, i) => (Math.Pow(2, g) - 1) / Math.Log2(i + 2)).Sum();

    private static CatalogItem Item(JsonElement product)
    {
        var title = Text(product, "title") ?? Text(product, "name")!;
        return new CatalogItem(title.Length > 300 ? title[..300] : title)
        {
            Handle = "icecat-" + product.GetProperty("id").GetString(),
            Brand = Text(product, "supplier") ?? "",
            Category = Text(product, "attr_t_product_type") ?? "",
            Description = Text(product, "short_description") ?? "",
            Attributes = product.EnumerateObject().Where(p => p.Name.StartsWith("attr_t_", StringComparison.Ordinal))
                .ToDictionary(p => p.Name["attr_t_".Length..].Replace('_', ' ').Trim(), p => p.Value.ToString(), StringComparer.Ordinal),
            Variants = [new(product.TryGetProperty("price", out var price) && price.ValueKind == JsonValueKind.Number ? (long)price.GetDouble() : 1000, 3)],
        };
    }

    private static string? Text(JsonElement product, string name) =>
        product.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
