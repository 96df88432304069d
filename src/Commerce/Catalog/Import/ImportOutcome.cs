using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>What is to become of one product of the file.</summary>
/// <param name="Plan">None when the file's words could not even be read.</param>
/// <param name="Faults">With any, nothing of the product is written.</param>
/// <param name="Counts">Pieces on hand that the file sets.</param>
internal sealed record ImportOutcome(
    ImportedProduct Told, PlannedProduct? Plan, IReadOnlyList<ImportFault> Faults, IReadOnlyList<(VariantId Variant, int OnHand)> Counts)
{
    public bool IsGood => Faults.Count == 0;

    public bool IsUnchanged => Plan is { IsUnchanged: true } && Counts.Count == 0;

    /// <summary>What it does to the shop; only of one that can be planned.</summary>
    public ImportChange Change()
    {
        var change = ProductChange.Of(Plan!);
        return new(Plan!.Draft.Handle, Plan.Draft.Title, Plan.Before is null, change.Fields, change.Prices, Counts.Count);
    }

    /// <summary>A product that cannot be planned.</summary>
    public static ImportOutcome Broken(ImportedProduct told) => new(told, null, told.Faults, []);
}

/// <summary>Turns what a draft is refused for into faults of the file's rows.</summary>
internal sealed class ImportFaults(ImportFormat format)
{
    private static readonly Dictionary<string, string> ColumnNames = new()
    {
        ["priceMinor"] = Columns.Price, ["compareAtMinor"] = Columns.CompareAt, ["onHand"] = Columns.OnHand,
    };

    public ImportFault Of(ImportedProduct told, ProductDraft draft, Refusal refusal)
    {
        var variant = VariantOf(draft, refusal.Field);
        var known = variant is null ? null : told.Variants.Find(v => ImportMerge.Same(v.Sku, variant.Sku));
        var row = known?.Row ?? told.Row;
        var name = refusal.Field?.Split('.')[^1].Split('[')[0] ?? "";
        var field = format == ImportFormat.Csv ? ColumnNames.GetValueOrDefault(name, name) : refusal.Field;
        return new(row, known?.Sku ?? told.Subject, field, refusal.Code, refusal.Message);
    }

    private static VariantDraft? VariantOf(ProductDraft draft, string? field) =>
        field is not null && field.StartsWith("variants[", StringComparison.Ordinal) && int.TryParse(field[9..].Split(']')[0], out var n) && n < draft.Variants.Count
            ? draft.Variants[n]
            : null;
}
