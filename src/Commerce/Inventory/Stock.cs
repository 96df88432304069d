using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Inventory;

/// <summary>How much of each variant there is. Each change is one statement that writes its line of the ledger with it; run it in a transaction, for the audit.</summary>
public sealed class Stock(Audit audit, TimeProvider clock)
{
    public Task<StockLevel?> Find(TenantScope db, VariantId variant, CancellationToken ct) =>
        db.Find<StockLevel>($"select variant_id, on_hand, reserved, version from stock where tenant_id = {db.Tenant} and variant_id = {variant}", ct);

    /// <summary>
    /// Sets the pieces on hand, as counted. Refusals: <c>variant-not-found</c>, <c>on-hand-not-valid</c>, <c>version-conflict</c> when the
    /// row is no longer the one that was read, <c>reserved-by-orders</c> when more is kept for orders (fact <c>reserved</c>).
    /// </summary>
    /// <param name="expectedVersion">Version the figure was read at; none: whatever it is now.</param>
    public async Task<Result<StockLevel>> SetOnHand(TenantScope db, VariantId variant, int onHand, int? expectedVersion, Actor actor, CancellationToken ct) =>
        onHand < 0 ? StockOutcome.NotValid : await Noted(db, new(variant, $"{onHand}::bigint", expectedVersion, StockReason.Edit), actor, ct);

    /// <summary>As <see cref="SetOnHand"/>, of many, whose audit entry is the caller's.</summary>
    internal async Task<Result<StockLevel>> Count(TenantScope db, VariantId variant, int onHand, Actor actor, CancellationToken ct) =>
        Read(await Change(db, new(variant, $"{onHand}::bigint", null, StockReason.Import), actor, ct), null);

    /// <summary>Adds or takes pieces. Refusals: as <see cref="SetOnHand"/>, and <c>not-enough-stock</c> below zero.</summary>
    public Task<Result<StockLevel>> Adjust(TenantScope db, VariantId variant, int delta, StockReason reason, Actor actor, CancellationToken ct) =>
        Noted(db, new(variant, $"h.on_hand + {delta}::bigint", null, reason), actor, ct);

    /// <summary>The ledger of a variant, newest first.</summary>
    public async Task<IReadOnlyList<StockEntry>> Entries(TenantScope db, VariantId variant, int take, CancellationToken ct) =>
        await db.List<StockEntry>($"""
            select id, on_hand_delta, reserved_delta, reason, reference, actor, at from stock_entry
            where tenant_id = {db.Tenant} and variant_id = {variant} order by at desc, id desc limit {Math.Clamp(take, 1, 500)}
            """, ct);

    /// <summary>Rows of variants that were written in the same batch.</summary>
    internal Sql First(TenantScope db, IEnumerable<StockArrival> arrivals, StockReason reason, Actor actor)
    {
        var now = clock.GetUtcNow();
        var rows = arrivals.Select(a => new { Id = Guid.CreateVersion7(now), a.VariantId, a.OnHand });
        return $"""
            with arrived as (
                select a.id, a."variantId" as variant_id, a."onHand" as on_hand
                from jsonb_to_recordset({Json.Write(rows):jsonb}) as a(id uuid, "variantId" uuid, "onHand" int)),
            opened as (insert into stock (tenant_id, variant_id, on_hand) select {db.Tenant}, variant_id, on_hand from arrived)
            insert into stock_entry (tenant_id, id, variant_id, on_hand_delta, reserved_delta, reason, actor, at)
            select {db.Tenant}, id, variant_id, on_hand, 0, {reason}, {actor.ToString()}, {now} from arrived where on_hand <> 0
            """;
    }

    private async Task<Result<StockLevel>> Noted(TenantScope db, StockChange change, Actor actor, CancellationToken ct)
    {
        var outcome = await Change(db, change, actor, ct);
        if (outcome?.Now is not null)
        {
            var detail = new { from = outcome.Before, to = outcome.Wanted, reason = SqlName.Of(change.Reason) };
            await audit.Write(db, actor, new AuditNote("stock-changed", "variant", change.Variant.ToString(), detail), ct);
        }

        return Read(outcome, change.ExpectedVersion);
    }

    private static Result<StockLevel> Read(StockOutcome? outcome, int? expectedVersion) => outcome is null
        ? new Refusal("variant-not-found", "There is no such variant in this shop.", "variantId")
        : outcome.Read(expectedVersion);

    // The row is locked and read first, so that what is refused and what is written come from one look at it.
    private Task<StockOutcome?> Change(TenantScope db, StockChange change, Actor actor, CancellationToken ct) =>
        db.Find<StockOutcome>($"""
            with held as (
                select h.variant_id, h.on_hand, h.reserved, h.version from stock h
                where h.tenant_id = {db.Tenant} and h.variant_id = {change.Variant} for update),
            wanted as (select h.*, {change.OnHand} as next from held h),
            moved as (
                update stock s set on_hand = w.next, version = s.version + 1 from wanted w
                where s.tenant_id = {db.Tenant} and s.variant_id = w.variant_id and w.next between w.reserved and {Limits.MostPieces}
                  and w.next <> w.on_hand and ({change.ExpectedVersion}::int is null or w.version = {change.ExpectedVersion})
                returning s.variant_id, s.version),
            noted as (
                insert into stock_entry (tenant_id, id, variant_id, on_hand_delta, reserved_delta, reason, actor, at)
                select {db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, w.variant_id, w.next - w.on_hand, 0, {change.Reason}, {actor.ToString()}, {clock.GetUtcNow()}
                from wanted w join moved using (variant_id))
            select w.variant_id, w.on_hand as before, w.next as wanted, w.reserved, w.version as seen, m.version as now
            from wanted w left join moved m using (variant_id)
            """, ct);

    private sealed record StockChange(VariantId Variant, Sql OnHand, int? ExpectedVersion, StockReason Reason);
}

/// <param name="Seen">Version before.</param>
/// <param name="Now">Version after; none when nothing was written.</param>
internal sealed record StockOutcome(VariantId VariantId, int Before, long Wanted, int Reserved, int Seen, int? Now)
{
    public static Refusal NotValid { get; } = new("on-hand-not-valid", $"Pieces on hand are a whole number from 0 to {Limits.MostPieces}.", "onHand");

    public Result<StockLevel> Read(int? expectedVersion) => this switch
    {
        _ when expectedVersion is { } expected && expected != Seen =>
            new Refusal("version-conflict", $"The stock has changed meanwhile (there are {Before} now): look at it again.", "version").With("onHand", Before).With("version", Seen),
        { Wanted: > Limits.MostPieces } => NotValid,
        _ when Wanted < Reserved && Reserved > 0 =>
            new Refusal("reserved-by-orders", $"{Reserved} are kept for orders: it cannot go below that.", "onHand").With("reserved", Reserved),
        { Wanted: < 0 } => new Refusal("not-enough-stock", $"There are {Before}: it cannot go below 0.", "onHand").With("onHand", Before),
        _ => new StockLevel(VariantId, (int)Wanted, Reserved, Now ?? Seen),
    };
}
