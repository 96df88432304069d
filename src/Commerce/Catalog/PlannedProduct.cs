using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog;

/// <summary>A checked draft with the ids it will be written under.</summary>
/// <param name="Before">The product as it stands; none for a new one.</param>
internal sealed record PlannedProduct(ProductId Id, ProductDraft Draft, ProductDetail? Before, IReadOnlyList<PlannedVariant> Variants)
{
    /// <summary>Existing variants are known by id or SKU and keep their id; the others are new.</summary>
    public static PlannedProduct Of(ProductDraft draft, ProductDetail? before, TimeProvider clock)
    {
        var id = before?.Id ?? Platform.Id.New<ProductId>(clock);
        var handle = draft.Handle.Length > 0 ? draft.Handle : before?.Handle ?? Catalog.Handle.Of(draft.Title, id);
        var left = before?.Variants.ToList() ?? [];
        var known = draft.Variants.Select(v => Take(left, k => k.Id == v.Id)).ToList();
        var variants = draft.Variants.Select((v, i) =>
        {
            var same = known[i] ?? Take(left, k => string.Equals(k.Sku, v.Sku, StringComparison.OrdinalIgnoreCase));
            return new PlannedVariant(same?.Id ?? Platform.Id.New<VariantId>(clock), same, v, i);
        });
        return new(id, draft with { Handle = handle }, before, [.. variants]);
    }

    /// <summary>Writing it would change nothing.</summary>
    public bool IsUnchanged => Before is { } b
        && b.Handle == Draft.Handle && b.Title == Draft.Title && b.Brand == Draft.Brand && b.Category == Draft.Category
        && b.Description == Draft.Description && b.Status == Draft.Status && b.Options.SequenceEqual(Draft.Options)
        && Same(b.Attributes, Draft.Attributes) && b.Images.SequenceEqual(Draft.Images)
        && HasSameVariants && Variants.All(v => v.Before!.PriceMinor == v.Draft.PriceMinor);

    /// <summary>The variants stand as they were, their prices aside.</summary>
    public bool HasSameVariants => Before is { } b
        && Variants.All(v => v.IsSameButForPrice) && b.Variants.Where(v => v.Active).All(v => Variants.Any(p => p.Id == v.Id))
        && b.Variants.Where(v => Variants.Any(p => p.Id == v.Id)).Select(v => v.Id).SequenceEqual(Variants.Select(v => v.Id));

    /// <summary>The same under a handle made unlike others by the product's number.</summary>
    public PlannedProduct WithNumber() => this with { Draft = Draft with { Handle = $"{Draft.Handle}-{Catalog.Handle.Number(Id)}" } };

    /// <summary>Names that other products have already.</summary>
    public IEnumerable<Refusal> Faults(IReadOnlyList<Taken> taken)
    {
        if (taken.Any(t => t.Kind == "handle" && t.Value == Draft.Handle && t.ProductId != Id))
        {
            yield return new("handle-taken", $"Another product has the handle '{Draft.Handle}': choose another.", "handle");
        }

        foreach (var variant in Variants)
        {
            var other = taken.FirstOrDefault(t => t.Kind == "sku" && t.VariantId != variant.Id && string.Equals(t.Value, variant.Draft.Sku, StringComparison.OrdinalIgnoreCase));
            if (other is not null && !Variants.Any(v => v.Id == other.VariantId && v.IsRenamed))
            {
                yield return new("sku-taken", $"SKU '{variant.Draft.Sku}' belongs to another variant: each has its own.", DraftRules.Field(variant.Position, "sku"));
            }
        }
    }

    private static VariantDetail? Take(List<VariantDetail> left, Predicate<VariantDetail> which)
    {
        var at = left.FindIndex(which);
        var found = at < 0 ? null : left[at];
        left.RemoveRange(Math.Max(at, 0), at < 0 ? 0 : 1);
        return found;
    }

    internal static bool Same(IReadOnlyDictionary<string, string> a, IReadOnlyDictionary<string, string> b) =>
        a.Count == b.Count && a.All(p => b.TryGetValue(p.Key, out var value) && value == p.Value);
}

internal sealed record PlannedVariant(VariantId Id, VariantDetail? Before, VariantDraft Draft, int Position)
{
    public bool IsNew => Before is null;

    public bool IsRenamed => Before is not null && Before.Sku != Draft.Sku;

    public bool IsSameButForPrice => Before is { } b && b.Sku == Draft.Sku && b.CompareAtMinor == Draft.CompareAtMinor
        && b.Active == Draft.Active && PlannedProduct.Same(b.Options, Draft.Options);
}
