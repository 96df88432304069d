using ChatCommerce.Commerce.Carts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Inventory;

/// <param name="Reference">The order's number, for the ledger.</param>
public sealed record HoldFor(OrderId Order, string Reference, IReadOnlyList<HoldLine> Lines);

public sealed record HoldLine(VariantId Variant, string Sku, string Title, int Quantity);

/// <summary>
/// Stock kept for an order while its payment link lives. Each step is a compare-and-set on the hold's state, and the stock row and its
/// ledger move in the same transaction. Stock rows are always taken in the order of their variants' ids, so that two acts never wait for
/// each other. Call inside one <see cref="TenantDb.Try"/>.
/// </summary>
public sealed class Holds(TimeProvider clock)
{
    private const string Actor = "system:holds";

    /// <summary>
    /// Makes sure that every line is held until then; what is held already stays held. Refusal: <c>not-enough-stock</c> with facts sku,
    /// title, left.
    /// </summary>
    public async Task<Result<Done>> Take(TenantScope db, HoldFor wanted, DateTimeOffset until, CancellationToken ct)
    {
        var held = await HeldBy(db, wanted.Order, ct);
        var missing = wanted.Lines.Where(l => !held.Contains(l.Variant)).OrderBy(l => l.Variant.Value).ToList();
        if (await Reserve(db, missing, ct) is { } refusal)
        {
            return refusal;
        }

        var now = clock.GetUtcNow();
        await Write(db, missing.SelectMany(line => Taken(db, wanted, line, until, now)), ct);
        await Extend(db, wanted.Order, until, ct);
        return Done.It;
    }

    /// <summary>The order is paid: what it held is sold. False, and nothing done, unless every line was held.</summary>
    public async Task<bool> Commit(TenantScope db, HoldFor sold, CancellationToken ct)
    {
        var held = await HeldBy(db, sold.Order, ct);
        if (sold.Lines.Any(l => !held.Contains(l.Variant)))
        {
            return false;
        }

        var moved = await Move(db, sold.Order, HoldState.Held, HoldState.Committed, null, ct);
        await Book(db, moved, line => new("sale", sold.Reference, -line.Quantity, -line.Quantity), ct);
        return true;
    }

    /// <summary>Gives back what the order holds: all of it, or only these variants.</summary>
    public async Task Release(TenantScope db, OrderId order, string reference, IReadOnlyCollection<VariantId>? only, CancellationToken ct)
    {
        var moved = await Move(db, order, HoldState.Held, HoldState.Released, only, ct);
        await Book(db, moved, line => new("release", reference, 0, -line.Quantity), ct);
    }

    /// <summary>Goods of a refunded order go back on the shelf.</summary>
    public async Task Restock(TenantScope db, OrderId order, string reference, CancellationToken ct)
    {
        var moved = await Move(db, order, HoldState.Committed, HoldState.Refunded, null, ct);
        await Book(db, moved, line => new("return", reference, line.Quantity, 0), ct);
    }

    /// <summary>Holds never get shorter this way.</summary>
    public Task Extend(TenantScope db, OrderId order, DateTimeOffset until, CancellationToken ct) => db.Execute($"""
        update hold set expires_at = greatest(expires_at, {until}) where tenant_id = {db.Tenant} and order_id = {order} and state = 'held'
        """, ct);

    /// <summary>Whether the order holds anything past its time.</summary>
    internal Task<bool> AreDue(TenantScope db, OrderId order, CancellationToken ct) => db.Get<bool>($"""
        select exists(select 1 from hold where tenant_id = {db.Tenant} and order_id = {order} and state = 'held' and expires_at <= {clock.GetUtcNow()}) as due
        """, ct);

    /// <summary>Lets the expiry job look at the order now: it releases what can no longer be paid.</summary>
    public Task MakeDue(TenantScope db, OrderId order, CancellationToken ct) => db.Execute($"""
        update hold set expires_at = least(expires_at, {clock.GetUtcNow()}) where tenant_id = {db.Tenant} and order_id = {order} and state = 'held'
        """, ct);

    /// <summary>Locks stock rows ahead of an act that gives some back and takes others.</summary>
    internal static Task Lock(TenantScope db, IEnumerable<VariantId> variants, CancellationToken ct) => db.List<VariantId>($"""
        select variant_id from stock where tenant_id = {db.Tenant} and variant_id = any({variants.Values()}) order by variant_id for update
        """, ct);

    private static async Task<HashSet<VariantId>> HeldBy(TenantScope db, OrderId order, CancellationToken ct) =>
        [.. await db.List<VariantId>($"""
            select variant_id from hold where tenant_id = {db.Tenant} and order_id = {order} and state = 'held' order by variant_id for update
            """, ct)];

    private static async Task<Refusal?> Reserve(TenantScope db, List<HoldLine> lines, CancellationToken ct)
    {
        if (await FirstTooMany(db, lines, ct) is not { } line)
        {
            return null;
        }

        var left = await db.Find<int>($"select on_hand - reserved as left from stock where tenant_id = {db.Tenant} and variant_id = {line.Variant}", ct);
        return NotEnough.Of(line.Sku, line.Title, left);
    }

    private static async Task<HoldLine?> FirstTooMany(TenantScope db, List<HoldLine> lines, CancellationToken ct)
    {
        if (lines.Count == 0)
        {
            return null;
        }

        await using var reading = await db.Batch(lines.ConvertAll<Sql>(line => $"""
            update stock set reserved = reserved + {line.Quantity}
            where tenant_id = {db.Tenant} and variant_id = {line.Variant} and reserved + {line.Quantity} <= on_hand
            returning variant_id
            """), ct);
        HoldLine? tooMany = null;
        foreach (var line in lines)
        {
            var taken = await reading.Find<VariantId?>(ct);
            tooMany ??= taken is null ? line : null;
        }

        return tooMany;
    }

    // A hold that was released is taken again by the same row: one order keeps one variant once.
    private static IEnumerable<Sql> Taken(TenantScope db, HoldFor wanted, HoldLine line, DateTimeOffset until, DateTimeOffset now) =>
        [
            $"""
            insert into hold (tenant_id, id, order_id, variant_id, quantity, state, expires_at, created_at)
            values ({db.Tenant}, {Guid.CreateVersion7(now)}, {wanted.Order}, {line.Variant}, {line.Quantity}, 'held', {until}, {now})
            on conflict (tenant_id, order_id, variant_id)
            do update set state = 'held', quantity = excluded.quantity, expires_at = excluded.expires_at where hold.state = 'released'
            """,
            Entry(db, line.Variant, new("hold", wanted.Reference, 0, line.Quantity), now),
        ];

    private static Sql Entry(TenantScope db, VariantId variant, Change change, DateTimeOffset now) => $"""
        insert into stock_entry (tenant_id, id, variant_id, on_hand_delta, reserved_delta, reason, reference, actor, at)
        values ({db.Tenant}, {Guid.CreateVersion7(now)}, {variant}, {change.OnHand}, {change.Reserved}, {change.Reason}, {change.Reference}, {Actor}, {now})
        """;

    private static Task<List<Moved>> Move(
        TenantScope db, OrderId order, HoldState from, HoldState to, IReadOnlyCollection<VariantId>? only, CancellationToken ct)
    {
        var variants = only is null ? null : only.Values();
        return db.List<Moved>($"""
            update hold set state = {to}
            where tenant_id = {db.Tenant} and order_id = {order} and state = {from} and ({variants}::uuid[] is null or variant_id = any({variants}))
            returning variant_id, quantity
            """, ct);
    }

    private Task Book(TenantScope db, List<Moved> moved, Func<Moved, Change> change, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return Write(db, moved.OrderBy(m => m.VariantId.Value).SelectMany(line => Booked(db, line.VariantId, change(line), now)), ct);
    }

    private static IEnumerable<Sql> Booked(TenantScope db, VariantId variant, Change change, DateTimeOffset now) =>
        [
            $"""
            update stock set on_hand = on_hand + {change.OnHand}, reserved = reserved + {change.Reserved},
                   version = version + case when {change.OnHand} = 0 then 0 else 1 end
            where tenant_id = {db.Tenant} and variant_id = {variant}
            """,
            Entry(db, variant, change, now),
        ];

    private static async Task Write(TenantScope db, IEnumerable<Sql> statements, CancellationToken ct)
    {
        List<Sql> all = [.. statements];
        if (all.Count == 0)
        {
            return;
        }

        await using var reading = await db.Batch(all, ct);
        await reading.Affected(ct);
    }

    private sealed record Moved(VariantId VariantId, int Quantity);

    private sealed record Change(string Reason, string Reference, int OnHand, int Reserved);
}

public enum HoldState
{
    Held,
    Committed,
    Released,
    Refunded,
}
