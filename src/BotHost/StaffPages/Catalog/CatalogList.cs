using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Catalog;

/// <summary>The shop's products, a page at a time.</summary>
internal sealed class CatalogList(Products products, TenantDb db, IAntiforgery antiforgery)
{
    public async Task<IResult> Show(StaffCall call, HttpContext http)
    {
        var (scope, filter) = (db.For(call.Tenant.Id), CatalogFilter.Of(http.Request.Query));
        var page = await products.List(scope, filter.Query(), http.RequestAborted);
        var view = new CatalogView(call, filter, page, antiforgery.GetAndStoreTokens(http).RequestToken!)
        {
            Categories = [.. (await products.Categories(scope, http.RequestAborted)).Select(c => c.Name)],
        };
        return StaffAnswers.Page<CatalogPage>(new() { ["View"] = view });
    }
}

/// <summary>Which products the list shows, as its address says it.</summary>
/// <param name="Status">draft, active, archived; empty: all but the archived.</param>
public sealed record CatalogFilter(string Text, string Status, string Category, ProductId? After)
{
    private const int PageSize = 50;
    public static readonly IReadOnlyList<(string Value, string Title)> Choices =
        [("", "Active and drafts"), ("active", "Active"), ("draft", "Drafts"), ("archived", "Archived")];

    public bool IsNone => Text.Length + Status.Length + Category.Length == 0;

    public static CatalogFilter Of(IQueryCollection query)
    {
        var status = query["status"].ToString();
        return new(Line(query["q"]), Choices.Any(c => c.Value == status) ? status : "", Line(query["category"]),
            ProductId.TryParse(query["after"], null, out var after) ? after : null);
    }

    public ProductListQuery Query() => new(Text, Status.Length == 0 ? null : SqlName.Read<ProductStatus>(Status), Category, After, PageSize);

    /// <summary>The address's query for this list from a product on.</summary>
    public string Address(ProductId? after) =>
        $"?q={Uri.EscapeDataString(Text)}&status={Status}&category={Uri.EscapeDataString(Category)}" + (after is { } id ? $"&after={id}" : "");

    private static string Line(string? text) => CustomerText.Cut(CustomerText.Clean(text).Replace('\n', ' '), 120);
}

public sealed record CatalogView(StaffCall Call, CatalogFilter Filter, ProductPage Page, string Token)
{
    public IReadOnlyList<string> Categories { get; init; } = [];

    public string Root => $"/{Call.Tenant.Slug}/manage/products";
}
