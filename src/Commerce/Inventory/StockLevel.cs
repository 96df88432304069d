namespace ChatCommerce.Commerce.Inventory;

/// <summary>Why a stock row changed.</summary>
public enum StockReason
{
    Import,
    Edit,
    Hold,
    Release,
    Sale,
    Return,
    Correction,
}

/// <param name="OnHand">Pieces in the shop.</param>
/// <param name="Reserved">Of these, kept for orders that are being paid.</param>
/// <param name="Version">Grows with each change.</param>
public sealed record StockLevel(VariantId VariantId, int OnHand, int Reserved, int Version)
{
    /// <summary>Pieces that can be sold now.</summary>
    public int Available => OnHand - Reserved;
}

/// <summary>One line of the stock ledger.</summary>
/// <param name="Reference">What it was for, such as an order's number.</param>
/// <param name="Actor">Who did it, as <c>staff:Ann</c>.</param>
public sealed record StockEntry(Guid Id, int OnHandDelta, int ReservedDelta, StockReason Reason, string Reference, string Actor, DateTimeOffset At);

/// <summary>Pieces a new variant begins with.</summary>
internal sealed record StockArrival(VariantId VariantId, int OnHand);
