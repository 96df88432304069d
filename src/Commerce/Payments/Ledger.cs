using ChatCommerce.Commerce.Quotes;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments;

/// <summary>Double-entry book of the money: the lines of one entry add up to nothing. A debit is positive.</summary>
public sealed class Ledger(TimeProvider clock)
{
    /// <summary>A payment that was kept: what came in, and what it was for.</summary>
    internal Task Paid(TenantScope db, OrderId order, Quote quote, CancellationToken ct) => Write(
        db, order, quote.Currency,
        [
            new("provider", quote.TotalMinor), new("sales", -quote.SubtotalMinor), new("shipping", -quote.ShippingMinor), new("tax", -quote.TaxMinor),
            new("discount", quote.DiscountMinor),
        ], ct);

    /// <summary>A payment that nobody asked for any more: it is owed back.</summary>
    internal Task Unexpected(TenantScope db, OrderId order, Price amount, CancellationToken ct) =>
        Write(db, order, amount.CurrencyCode, [new("provider", amount.Minor), new("unexpected", -amount.Minor)], ct);

    /// <param name="kept">Whether the payment was kept: only then it was income.</param>
    internal Task Refunded(TenantScope db, OrderId order, Price amount, bool kept, CancellationToken ct) =>
        Write(db, order, amount.CurrencyCode, [new(kept ? "refunds" : "unexpected", amount.Minor), new("provider", -amount.Minor)], ct);

    /// <summary>The bank sent a refund back.</summary>
    internal Task Unrefunded(TenantScope db, OrderId order, Price amount, bool kept, CancellationToken ct) =>
        Refunded(db, order, amount with { Minor = -amount.Minor }, kept, ct);

    /// <summary>The customer's bank has taken the money back while it decides; for good, unless it is won.</summary>
    internal Task Disputed(TenantScope db, OrderId order, Price amount, CancellationToken ct) =>
        Write(db, order, amount.CurrencyCode, [new("disputes", amount.Minor), new("provider", -amount.Minor)], ct);

    internal Task DisputeWon(TenantScope db, OrderId order, Price amount, CancellationToken ct) => Disputed(db, order, amount with { Minor = -amount.Minor }, ct);

    private async Task Write(TenantScope db, OrderId order, string currency, IReadOnlyList<Line> lines, CancellationToken ct)
    {
        if (lines.Sum(l => l.AmountMinor) != 0)
        {
            throw new InvalidOperationException($"The ledger lines of order {order} do not balance.");
        }

        var now = clock.GetUtcNow();
        var transaction = Guid.CreateVersion7(now);
        await using var reading = await db.Batch([.. lines.Where(l => l.AmountMinor != 0).Select(l => Entry(db, order, currency, l, transaction, now))], ct);
        await reading.Affected(ct);
    }

    private static Sql Entry(TenantScope db, OrderId order, string currency, Line line, Guid transaction, DateTimeOffset now) => $"""
        insert into ledger_entry (tenant_id, id, transaction, order_id, account, amount_minor, currency, at)
        values ({db.Tenant}, {Guid.CreateVersion7(now)}, {transaction}, {order}, {line.Account}, {line.AmountMinor}, {currency}, {now})
        """;

    private sealed record Line(string Account, long AmountMinor);
}
