using ChatCommerce.Commerce.Catalog.Import.Reading;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>Which product of the shop each product of the file is laid over; none for a new one.</summary>
internal static class ImportTargets
{
    /// <summary>Rows that name no product but SKUs of the same one are taken together, so that it is written once.</summary>
    public static IReadOnlyList<(ImportedProduct Told, ProductDetail? Before)> Of(IReadOnlyList<ImportedProduct> chunk, IReadOnlyList<ProductDetail> known)
    {
        List<(ImportedProduct Told, ProductDetail? Before)> targets = [];
        var places = new Dictionary<ProductId, int>();
        foreach (var told in chunk)
        {
            var before = told.Faults.Count > 0 ? null : Find(told, known);
            if (before is null || places.TryAdd(before.Id, targets.Count))
            {
                targets.Add((told, before));
                continue;
            }

            var first = targets[places[before.Id]].Told;
            if (told.IsNameless)
            {
                targets[places[before.Id]] = (first with { Variants = [.. first.Variants, .. told.Variants] }, before);
            }
            else
            {
                targets.Add((Twice(told, first), null));
            }
        }

        return targets;
    }

    public static string HandleOf(ImportedProduct product) => DraftText.Line(product.Handle).ToLowerInvariant();

    private static ProductDetail? Find(ImportedProduct told, IReadOnlyList<ProductDetail> known) => told.Handle is null
        ? known.FirstOrDefault(p => p.Variants.Any(v => told.Variants.Exists(t => ImportMerge.Same(t.Sku, v.Sku))))
        : known.FirstOrDefault(p => p.Handle == HandleOf(told));

    private static ImportedProduct Twice(ImportedProduct told, ImportedProduct first)
    {
        var fault = new ImportFault(told.Row, told.Subject, "sku", "product-twice", $"Its SKUs belong to the product that stands at row {first.Row} already: keep its rows together.");
        return told with { Faults = [.. told.Faults, fault] };
    }
}
