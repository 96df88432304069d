using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Commerce.Catalog;

internal static class ProductFilter
{
    /// <summary>Condition on <c>product p</c>: one page's ids, walked along the primary key, whose ids grow with time.</summary>
    public static Sql Of(TenantId tenant, ProductListQuery query, int take)
    {
        List<Sql> wanted =
        [
            $"f.tenant_id = {tenant}", $"(f.status = {query.Status} or {query.Status}::text is null and f.status <> 'archived')",
        ];
        if (DraftText.Line(query.Category) is { Length: > 0 } category)
        {
            wanted.Add($"f.category = {category}");
        }

        if (query.After is { } after)
        {
            wanted.Add($"f.id < {after}");
        }

        if (DraftText.Line(query.Text) is { Length: > 0 } text)
        {
            var part = LikePattern.Containing(text);
            wanted.Add($"""
                (f.title ilike {part} or f.brand ilike {part} or f.handle ilike {part} or exists (
                    select 1 from variant v where v.tenant_id = f.tenant_id and v.product_id = f.id and v.sku ilike {part}))
                """);
        }

        var filter = Sql.Join(" and ", wanted);
        Sql page = $"p.id in (select f.id from product f where {filter} order by f.id desc limit {take})";
        return page;
    }
}
