namespace ChatCommerce.Commerce.Catalog;

/// <summary>A page of the catalog for staff, newest first.</summary>
/// <param name="Text">Part of a title, brand, handle or SKU.</param>
/// <param name="Status">None: drafts and active ones, not the archived.</param>
/// <param name="After">Last product of the page before.</param>
public sealed record ProductListQuery(
    string? Text = null, ProductStatus? Status = null, string? Category = null, ProductId? After = null, int Take = 50);

/// <param name="Next">Give it as <see cref="ProductListQuery.After"/> for the next page; none on the last.</param>
public sealed record ProductPage(IReadOnlyList<ProductDetail> Products, ProductId? Next);

/// <summary>A category with the number of its active products.</summary>
public sealed record CategoryCount(string Name, long Products);
