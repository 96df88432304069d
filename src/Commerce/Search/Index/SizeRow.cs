using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>The sizes that weights and staleness are computed from: sums over all stripes.</summary>
internal sealed record SizeRow(int Products, long TitleLen, long BodyLen, long Vocabulary, long Edits, bool Graph)
{
    public static Sql Of(TenantId tenant) => $"""
        select coalesce(sum(products), 0)::int as products, coalesce(sum(title_len), 0)::bigint as title_len, coalesce(sum(body_len), 0)::bigint as body_len,
               coalesce(sum(vocabulary), 0)::bigint as vocabulary, coalesce(sum(edits), 0)::bigint as edits, coalesce(bool_or(graph), false) as graph
        from search_size where tenant_id = {tenant}
        """;
}
