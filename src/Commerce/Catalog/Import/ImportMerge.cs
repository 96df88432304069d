using ChatCommerce.Commerce.Catalog.Import.Reading;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>What a product becomes when a file's words are laid over it.</summary>
internal static class ImportMerge
{
    /// <param name="before">The product as it stands; none for a new one.</param>
    /// <param name="faults">Takes what a new variant lacks.</param>
    public static ProductDraft Draft(ImportedProduct told, ProductDetail? before, List<ImportFault> faults)
    {
        var old = before is null ? null : ProductDraft.Of(before);
        return new(
            told.Handle ?? old?.Handle ?? "",
            told.Title ?? old?.Title ?? "",
            told.Brand ?? old?.Brand ?? "",
            told.Category ?? old?.Category ?? "",
            told.Description ?? old?.Description ?? "",
            told.Status ?? old?.Status ?? ProductStatus.Active,
            told.Attributes ?? old?.Attributes ?? new Dictionary<string, string>(),
            told.Options ?? old?.Options ?? [],
            told.Images ?? old?.Images ?? [],
            Variants(told, old?.Variants ?? [], faults));
    }

    /// <summary>Whether two SKUs name the same variant.</summary>
    public static bool Same(string sku, string other) => string.Equals(DraftText.Line(sku), DraftText.Line(other), StringComparison.OrdinalIgnoreCase);

    // Variants that the file does not name stay as they are; a file with two products' prices must not take the rest off sale.
    private static List<VariantDraft> Variants(ImportedProduct told, IReadOnlyList<VariantDraft> old, List<ImportFault> faults)
    {
        var merged = old.ToList();
        foreach (var variant in told.Variants)
        {
            var at = merged.FindIndex(v => Same(v.Sku, variant.Sku));
            if (at >= 0 && at < old.Count)
            {
                merged[at] = Over(merged[at], variant);
                continue;
            }

            if (variant.PriceMinor is null)
            {
                faults.Add(new(variant.Row, variant.Sku, "price", "price-not-valid", "A variant that is new to the shop needs a price."));
            }

            merged.Add(Over(new VariantDraft(variant.Sku, new Dictionary<string, string>(), 0, OnHand: variant.OnHand ?? 0), variant));
        }

        return merged;
    }

    private static VariantDraft Over(VariantDraft old, ImportedVariant told) => old with
    {
        Options = told.Options ?? old.Options,
        PriceMinor = told.PriceMinor ?? old.PriceMinor,
        CompareAtMinor = told.TellsCompareAt ? told.CompareAtMinor : old.CompareAtMinor,
        Active = told.Active ?? old.Active,
    };
}
