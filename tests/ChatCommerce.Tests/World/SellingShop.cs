using System.Security.Cryptography;
using ChatCommerce.Commerce;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.World;

/// <summary>One tenant with what a test needs of it: people, things to sell, and pieces of them.</summary>
public sealed class SellingShop(TestDatabase database, TimeProvider clock, TenantId id, string slug, string currency)
{
    public TenantId Id { get; } = id;

    public string Slug { get; } = slug;

    public string Currency { get; } = currency;

    public TenantScope Db => database.Tenants.For(Id);

    public static async Task<SellingShop> Open(TestDatabase database, TimeProvider clock, string currency = "USD")
    {
        var id = ChatCommerce.Platform.Id.New<TenantId>(clock);
        var slug = "shop-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(5));
        await database.System.Execute($"""
            insert into tenant (id, slug, name, locale, languages, currency, time_zone)
            values ({id}, {slug}, {slug}, 'en', {new[] { "en" }}, {currency}, 'UTC')
            """, default);
        return new(database, clock, id, slug, currency);
    }

    public async Task<ContactId> Contact()
    {
        var contact = ChatCommerce.Platform.Id.New<ContactId>(clock);
        await Db.Execute($"insert into contact (tenant_id, id) values ({Id}, {contact})", default);
        return contact;
    }

    /// <summary>A product with one variant; its stock stands in the ledger.</summary>
    public async Task<VariantId> Sells(string sku, long price, int onHand, string? currency = null)
    {
        var (product, variant) = (ChatCommerce.Platform.Id.New<ProductId>(clock), ChatCommerce.Platform.Id.New<VariantId>(clock));
        await using var reading = await Db.Batch(
            [
                $"insert into product (tenant_id, id, handle, title, status) values ({Id}, {product}, {sku.ToLowerInvariant()}, {"The " + sku}, 'active')",
                $"""
                insert into variant (tenant_id, id, product_id, sku, options, currency, price_minor)
                values ({Id}, {variant}, {product}, {sku}, {new { size = "42" }:jsonb}, {currency ?? Currency}, {price})
                """,
                $"insert into stock (tenant_id, variant_id, on_hand) values ({Id}, {variant}, {onHand})",
                $"""
                insert into stock_entry (tenant_id, id, variant_id, on_hand_delta, reserved_delta, reason, actor, at)
                values ({Id}, {Guid.CreateVersion7(clock.GetUtcNow())}, {variant}, {onHand}, 0, 'import', 'system:test', {clock.GetUtcNow()})
                """,
            ], default);
        await reading.Affected(default);
        return variant;
    }

    public Task<StockRow> StockOf(VariantId variant) =>
        Db.Get<StockRow>($"select on_hand, reserved from stock where tenant_id = {Id} and variant_id = {variant}", default);

    /// <summary>What the ledger says the stock row must be.</summary>
    public Task<StockRow> LedgerOf(VariantId variant) => Db.Get<StockRow>($"""
        select coalesce(sum(on_hand_delta), 0)::int as on_hand, coalesce(sum(reserved_delta), 0)::int as reserved
        from stock_entry where tenant_id = {Id} and variant_id = {variant}
        """, default);

    public Task<T> Ask<T>(Sql question) => Db.Get<T>(question, default);

    public Task<Result<T>> Try<T>(Func<TenantScope, Task<Result<T>>> act) => database.Tenants.Try(Id, act, default);
}

public sealed record StockRow(int OnHand, int Reserved);
