namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>A product as a file tells it. What is null was not told: an existing product keeps it, a new one has the usual.</summary>
internal sealed record ImportedProduct(int Row)
{
    public string? Handle { get; init; }

    public string? Title { get; init; }

    public string? Brand { get; init; }

    public string? Category { get; init; }

    public string? Description { get; init; }

    public ProductStatus? Status { get; init; }

    public IReadOnlyDictionary<string, string>? Attributes { get; init; }

    public IReadOnlyList<string>? Options { get; init; }

    public IReadOnlyList<ProductImage>? Images { get; init; }

    public List<ImportedVariant> Variants { get; init; } = [];

    public List<ImportFault> Faults { get; init; } = [];

    /// <summary>It tells of variants alone, whose SKUs say which product is meant.</summary>
    public bool IsNameless => Handle is null && Title is null;

    /// <summary>What to call it in a report.</summary>
    public string Subject => Handle ?? Title ?? Variants.FirstOrDefault()?.Sku ?? "";
}

internal sealed record ImportedVariant(int Row, string Sku)
{
    public IReadOnlyDictionary<string, string>? Options { get; init; }

    public long? PriceMinor { get; init; }

    /// <summary>Whether the file says anything about the price before a reduction; then none means none.</summary>
    public bool TellsCompareAt { get; init; }

    public long? CompareAtMinor { get; init; }

    public bool? Active { get; init; }

    public int? OnHand { get; init; }
}
