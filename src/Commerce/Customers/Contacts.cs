using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>A person who writes to the shop.</summary>
/// <param name="Language">Two-letter code of the language last spoken, once known.</param>
/// <param name="Suppressed">Has asked not to be written to.</param>
public sealed record Contact(
    ContactId Id, string? DisplayName, string? Language, string? Phone, string? Email, DateTimeOffset CreatedAt, bool Suppressed);

/// <summary>Where a wish came from.</summary>
/// <param name="Source">Such as <c>chat-words</c> or <c>whatsapp</c>.</param>
/// <param name="At">When it was said; null: now.</param>
/// <param name="Words">What the person wrote, word for word.</param>
public sealed record Saying(string Source, DateTimeOffset? At = null, string? Words = null);

/// <summary>The customers of a shop, and whether they may be written to.</summary>
public sealed class Contacts(TimeProvider clock)
{
    private static Sql Columns => $"""
        c.id, c.display_name, c.language, c.phone, c.email, c.created_at,
        exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.id) as suppressed
        """;

    public Task<Contact?> Find(TenantScope db, ContactId id, CancellationToken ct) =>
        db.Find<Contact>($"select {Columns} from contact c where c.tenant_id = {db.Tenant} and c.id = {Living(db, id)}", ct);

    /// <summary>A person without any identity yet.</summary>
    public async Task<ContactId> Create(TenantScope db, string? displayName, string? language, CancellationToken ct)
    {
        var id = Id.New<ContactId>(clock);
        await db.Execute($"""
            insert into contact (tenant_id, id, display_name, language, created_at)
            values ({db.Tenant}, {id}, {displayName}, {language}, {clock.GetUtcNow()})
            """, ct);
        return id;
    }

    public Task SetLanguage(TenantScope db, ContactId id, string language, CancellationToken ct) =>
        db.Execute($"update contact set language = {language} where tenant_id = {db.Tenant} and id = {Living(db, id)}", ct);

    /// <summary>From now on nothing is sent to this person on any channel; the consent ledger says why.</summary>
    /// <param name="source">Where the wish came from, such as <c>chat-stop</c>.</param>
    public Task Suppress(TenantScope db, ContactId id, string source, CancellationToken ct) =>
        db.Execute($"""
            with hushed as (
                insert into suppression (tenant_id, contact_id, reason, at) values ({db.Tenant}, {Living(db, id)}, {source}, {clock.GetUtcNow()})
                on conflict do nothing returning 1)
            {Consent(db, id, false, source)}
            """, ct);

    /// <summary>The person wants to be written to again.</summary>
    public Task Unsuppress(TenantScope db, ContactId id, string source, CancellationToken ct) =>
        db.Execute($"""
            with hushed as (delete from suppression where tenant_id = {db.Tenant} and contact_id = {Living(db, id)} returning 1)
            {Consent(db, id, true, source)}
            """, ct);

    /// <summary>A switch at the provider was turned back: it lifts what the provider itself had said, never a stop in the person's own words.</summary>
    /// <param name="reasons">As suppressions of the provider's are named.</param>
    public Task Unsuppress(TenantScope db, ContactId id, string source, string[] reasons, CancellationToken ct) =>
        db.Execute($"""
            with hushed as (
                delete from suppression where tenant_id = {db.Tenant} and contact_id = {Living(db, id)} and reason = any ({reasons}) returning 1)
            {Consent(db, id, true, source)}
            """, ct);

    /// <summary>
    /// Whether the person agrees to advertising. The line of the ledger that was said last counts, so one that is told late changes nothing
    /// that was said after it.
    /// </summary>
    public Task SetAdvertising(TenantScope db, ContactId id, bool granted, Saying saying, CancellationToken ct)
    {
        var (now, said) = (clock.GetUtcNow(), saying.At < clock.GetUtcNow() ? saying.At.Value : clock.GetUtcNow());
        return db.Execute($"""
            insert into consent (tenant_id, id, contact_id, purpose, granted, source, at, words)
            select {db.Tenant}, {Guid.CreateVersion7(now)}, {Living(db, id)}, 'marketing', {granted}, {saying.Source}, {said}, {saying.Words}
            where (select granted from consent where tenant_id = {db.Tenant} and contact_id = {Living(db, id)} and purpose = 'marketing' and at <= {said}
                order by at desc, id desc limit 1) is distinct from {granted}
            """, ct);
    }

    public Task<bool> IsSuppressed(TenantScope db, ContactId id, CancellationToken ct) =>
        db.Get<bool>($"select exists (select 1 from suppression where tenant_id = {db.Tenant} and contact_id = {Living(db, id)})", ct);

    // A reference from before two contacts became one means the one that is left.
    private static Sql Living(TenantScope db, ContactId id) =>
        $"(select coalesce(merged_into, id) from contact where tenant_id = {db.Tenant} and id = {id})";

    // The ledger takes a line only when something changed, so that a repeated "stop" does not fill it.
    private Sql Consent(TenantScope db, ContactId id, bool granted, string source) => $"""
        insert into consent (tenant_id, id, contact_id, purpose, granted, source, at)
        select {db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {Living(db, id)}, 'all', {granted}, {source}, {clock.GetUtcNow()} from hushed
        """;
}
