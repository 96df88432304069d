using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Payments.Stripe;

public enum PaymentEventState
{
    /// <summary>Stored; what it means has not been done yet.</summary>
    Received,
    Applied,

    /// <summary>Nothing of ours.</summary>
    Ignored,

    /// <summary>It did not fit; staff see why.</summary>
    Exception,
}

/// <summary>Which event, of which account.</summary>
public sealed record EventKey(PaymentAccountId Account, string EventId);

internal sealed record StoredEvent(byte[] Raw, PaymentEventState State, int Attempts);

/// <summary>Rows of <c>payment_event</c>: each event once, for ever.</summary>
internal static class PaymentEvents
{
    /// <summary>False when it was stored before.</summary>
    public static async Task<bool> Store(TenantScope db, EventKey key, string type, ReadOnlyMemory<byte> raw, DateTimeOffset now, CancellationToken ct) =>
        await db.Execute($"""
            insert into payment_event (tenant_id, payment_account_id, event_id, type, raw, state, received_at)
            values ({db.Tenant}, {key.Account}, {key.EventId}, {type}, {raw.ToArray()}, 'received', {now})
            on conflict do nothing
            """, ct) == 1;

    public static Task<StoredEvent?> Find(TenantScope db, EventKey key, CancellationToken ct) => db.Find<StoredEvent>($"""
        select raw, state, attempts from payment_event
        where tenant_id = {db.Tenant} and payment_account_id = {key.Account} and event_id = {key.EventId}
        """, ct);

    /// <summary>
    /// Moves the event out of <c>received</c> in the caller's transaction, so its effect happens with it or not at all. False when
    /// somebody else has.
    /// </summary>
    public static async Task<bool> Finish(TenantScope db, EventKey key, PaymentEventState to, DateTimeOffset now, CancellationToken ct) =>
        await db.Execute($"""
            update payment_event set state = {to}, applied_at = {now}
            where tenant_id = {db.Tenant} and payment_account_id = {key.Account} and event_id = {key.EventId} and state = 'received'
            """, ct) == 1;

    /// <summary>Counted before each try, so that an event which breaks the program stands back behind the others.</summary>
    public static Task Tried(TenantScope db, EventKey key, CancellationToken ct) => db.Execute($"""
        update payment_event set attempts = attempts + 1
        where tenant_id = {db.Tenant} and payment_account_id = {key.Account} and event_id = {key.EventId} and state = 'received'
        """, ct);
}
