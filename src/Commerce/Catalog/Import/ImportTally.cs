using System.Globalization;
using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>What one run over the file has seen so far; as large as its SKUs and handles, not as its text.</summary>
internal sealed class ImportTally
{
    private const int MostFaults = 500;
    private const int MostChanges = 200;
    private readonly Dictionary<string, int> skus = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> names = new(StringComparer.Ordinal);
    private readonly List<ImportFault> faults = [];
    private readonly List<ImportChange> changes = [];
    private int created, updated, unchanged, failed, faultCount;

    public int Products { get; private set; }

    public int Rows { get; private set; }

    public int Written => created + updated;

    /// <summary>Counts the product's rows and finds what stood in the file before.</summary>
    public void See(ImportedProduct product)
    {
        Products++;
        Rows += product.Variants.Count;
        if (DraftText.Line(product.Handle).ToLowerInvariant() is { Length: > 0 } handle && !names.TryAdd(handle, product.Row))
        {
            Add(product, product.Row, "handle", "handle-taken", $"The product '{handle}' stands at row {names[handle]} already: keep its rows together.");
        }

        foreach (var variant in product.Variants.Where(v => v.Sku.Length > 0))
        {
            var sku = DraftText.Line(variant.Sku);
            if (!skus.TryAdd(sku, variant.Row))
            {
                Add(product, variant.Row, "sku", "sku-taken", string.Create(CultureInfo.InvariantCulture, $"SKU '{sku}' stands at row {skus[sku]} already: each variant has its own."));
            }
        }
    }

    public void Add(ImportOutcome outcome)
    {
        if (!outcome.IsGood)
        {
            Fail(outcome);
            return;
        }

        var isNew = outcome.Plan!.Before is null;
        created += isNew ? 1 : 0;
        unchanged += outcome.IsUnchanged ? 1 : 0;
        updated += !isNew && !outcome.IsUnchanged ? 1 : 0;
        if (!outcome.IsUnchanged && changes.Count < MostChanges)
        {
            changes.Add(outcome.Change());
        }
    }

    public ImportReport Report(bool dryRun, IReadOnlyList<string> ignored) => new(dryRun, Rows, created, updated, unchanged, failed, faultCount, faults, ignored, changes);

    private void Fail(ImportOutcome outcome)
    {
        failed++;
        faultCount += outcome.Faults.Count;
        foreach (var fault in outcome.Faults.OrderBy(f => f.Row).Take(MostFaults - faults.Count))
        {
            faults.Add(fault.Subject.Length > 0 ? fault : fault with { Subject = outcome.Told.Subject });
        }
    }

    private static void Add(ImportedProduct product, int row, string field, string code, string message) =>
        product.Faults.Add(new(row, "", field, code, message));
}
