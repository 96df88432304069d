using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Quotes;

public sealed class Quotes(TimeProvider clock)
{
    /// <summary>How long a price once promised is kept.</summary>
    public static readonly TimeSpan Valid = TimeSpan.FromHours(24);

    /// <summary>Writes down what this version of the cart costs now.</summary>
    public async Task<Quote> Freeze(TenantScope db, ContactId contact, CartView cart, Totals totals, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        QuoteLine[] lines = [.. cart.Lines.Select(l => new QuoteLine(l.VariantId, l.ProductId, l.Sku, l.Title, l.Options, l.Quantity, l.UnitPrice.Minor))];
        var open = new Quote(
            Id.New<QuoteId>(clock), cart.Id!.Value, cart.Version, contact, lines, cart.Currency,
            totals.Subtotal, totals.Shipping, totals.Discount, totals.Tax, totals.Total, "", now + Valid);
        var quote = open with { Hash = Quote.HashOf(open) };
        await db.Execute($"""
            insert into quote (tenant_id, id, cart_id, cart_version, contact_id, lines, currency, exponent, subtotal_minor, shipping_minor,
                discount_minor, tax_minor, total_minor, hash, created_at, expires_at)
            values ({db.Tenant}, {quote.Id}, {quote.CartId}, {quote.CartVersion}, {contact}, {quote.Lines:jsonb}, {quote.Currency},
                {Currency.Of(quote.Currency).Exponent}, {quote.SubtotalMinor}, {quote.ShippingMinor}, {quote.DiscountMinor}, {quote.TaxMinor},
                {quote.TotalMinor}, {quote.Hash}, {now}, {quote.ExpiresAt})
            """, ct);
        return quote;
    }

    public Task<Quote> Get(TenantScope db, QuoteId id, CancellationToken ct) => db.Get<Quote>($"""
        select id, cart_id, cart_version, contact_id, lines, currency, subtotal_minor, shipping_minor, discount_minor, tax_minor, total_minor,
               hash, expires_at
        from quote where tenant_id = {db.Tenant} and id = {id}
        """, ct);
}
