using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Quotes;

/// <summary>
/// What a customer was promised: lines, prices and totals of one version of a cart. Written before a payment link exists and never
/// changed; the order, the link and the payment are compared with it.
/// </summary>
/// <param name="Hash">SHA-256 over all that was promised, as small hex digits.</param>
public sealed record Quote(
    QuoteId Id, CartId CartId, int CartVersion, ContactId ContactId, IReadOnlyList<QuoteLine> Lines, string Currency,
    long SubtotalMinor, long ShippingMinor, long DiscountMinor, long TaxMinor, long TotalMinor, string Hash, DateTimeOffset ExpiresAt)
{
    public Price Total => new(TotalMinor, Currency);

    public Price Shipping => new(ShippingMinor, Currency);

    /// <summary>Whether the row still says what was promised.</summary>
    public bool IsIntact => Hash == HashOf(this);

    public static string HashOf(Quote quote)
    {
        var text = Json.Write(new
        {
            quote.Id, quote.CartId, quote.CartVersion, quote.ContactId, quote.Currency, quote.SubtotalMinor, quote.ShippingMinor,
            quote.DiscountMinor, quote.TaxMinor, quote.TotalMinor,
            Lines = quote.Lines.Select(l => new { l.VariantId, l.ProductId, l.Sku, l.Title, l.Quantity, l.UnitPriceMinor, Options = InOrder(l.Options) }),
        });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // jsonb keeps names in an order of its own.
    private static List<KeyValuePair<string, string>> InOrder(IReadOnlyDictionary<string, string> options) =>
        [.. options.OrderBy(o => o.Key, StringComparer.Ordinal)];
}

public sealed record QuoteLine(
    VariantId VariantId, ProductId ProductId, string Sku, string Title, IReadOnlyDictionary<string, string> Options, int Quantity, long UnitPriceMinor);
