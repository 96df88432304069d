using ChatCommerce.Commerce.Catalog.Import.Reading;
using ChatCommerce.Commerce.Inventory;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Catalog.Import;

/// <summary>
/// Some products of a file, checked against the shop and written in one transaction. It changes nothing but the database, since a
/// transaction may run again.
/// </summary>
public sealed class ImportChunk(Products products, ProductWriter writer, Stock stock, Audit audit, TimeProvider clock)
{
    internal async Task<IReadOnlyList<ImportOutcome>> Apply(
        TenantScope db, IReadOnlyList<ImportedProduct> chunk, ImportOptions options, Actor actor, CancellationToken ct)
    {
        await ProductWriter.Enter(db, ct);
        var known = await Known(db, chunk, ct);
        var targets = ImportTargets.Of(chunk, known);
        var outcomes = targets.Select(t => t.Told.Faults.Count > 0 ? ImportOutcome.Broken(t.Told) : Plan(t.Told, t.Before, options)).ToList();
        var taken = await ProductWriter.FindTaken(db, [.. outcomes.Where(o => o.Plan is not null).Select(o => o.Plan!)], ct);
        var handles = taken.Where(t => t.Kind == "handle").Select(t => t.Value).ToHashSet();
        outcomes = outcomes.ConvertAll(o => o.Plan is null ? o : Checked(o, taken, handles, options.Format));
        if (!options.DryRun)
        {
            await Write(db, [.. outcomes.Where(o => o.IsGood)], options, actor, ct);
        }

        return outcomes;
    }

    // A product is known by its handle; without one, by the SKU of any of its variants that the shop has.
    private async Task<IReadOnlyList<ProductDetail>> Known(TenantScope db, IReadOnlyList<ImportedProduct> chunk, CancellationToken ct)
    {
        string[] handles = [.. chunk.Select(ImportTargets.HandleOf).Where(h => h.Length > 0)];
        string[] skus = [.. chunk.Where(p => p.Handle is null).SelectMany(p => p.Variants).Select(v => DraftText.Line(v.Sku).ToUpperInvariant())];
        return await products.FindByNames(db, handles, skus, ct);
    }

    private ImportOutcome Plan(ImportedProduct told, ProductDetail? before, ImportOptions options)
    {
        List<ImportFault> faults = [];
        var plan = PlannedProduct.Of(DraftText.Clean(ImportMerge.Draft(told, before, faults)), before, clock);
        return new(told, plan, faults, options.SetStock ? [.. Counts(told, plan, faults)] : []);
    }

    private static IEnumerable<(VariantId Variant, int OnHand)> Counts(ImportedProduct told, PlannedProduct plan, List<ImportFault> faults)
    {
        foreach (var variant in plan.Variants.Where(v => !v.IsNew))
        {
            var row = told.Variants.Find(v => ImportMerge.Same(v.Sku, variant.Draft.Sku));
            if (row?.OnHand is not { } count || count == variant.Before!.OnHand)
            {
                continue;
            }

            if (count < variant.Before.Reserved)
            {
                faults.Add(new(row.Row, row.Sku, Columns.OnHand, "reserved-by-orders", $"{variant.Before.Reserved} are kept for orders: it cannot go below that."));
            }

            yield return (variant.Id, count);
        }
    }

    private static ImportOutcome Checked(ImportOutcome outcome, IReadOnlyList<Taken> taken, HashSet<string> handles, ImportFormat format)
    {
        var plan = outcome.Plan!;
        var isMadeUp = outcome.Told.Handle is null && plan.Before is null;
        if (!handles.Add(plan.Draft.Handle) && isMadeUp)
        {
            plan = plan.WithNumber();
        }

        var translate = new ImportFaults(format);
        var refused = DraftRules.Faults(plan.Draft).Concat(plan.Faults(taken)).Select(r => translate.Of(outcome.Told, plan.Draft, r));
        return outcome with { Plan = plan, Faults = [.. outcome.Faults, .. refused] };
    }

    private async Task Write(TenantScope db, IReadOnlyList<ImportOutcome> good, ImportOptions options, Actor actor, CancellationToken ct)
    {
        var changed = good.Select(o => o.Plan!).Where(p => !p.IsUnchanged).ToList();
        await writer.Write(db, changed, actor, StockReason.Import, ct);
        var counts = good.SelectMany(o => o.Counts).ToList();
        foreach (var (variant, onHand) in counts)
        {
            await stock.Count(db, variant, onHand, actor, ct);
        }

        if (changed.Count > 0 || counts.Count > 0)
        {
            var detail = new
            {
                created = Handles(changed.Where(p => p.Before is null)),
                edited = Handles(changed.Where(p => p.Before is not null)),
                counted = counts.ToDictionary(c => c.Variant, c => c.OnHand),
            };
            await audit.Write(db, actor, new AuditNote("products-imported", "catalog", SqlName.Of(options.Format), detail), ct);
        }
    }

    private static string[] Handles(IEnumerable<PlannedProduct> plans) => [.. plans.Select(p => p.Draft.Handle)];
}
