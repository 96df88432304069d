using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>Opens the conversation of a thread that nobody has spoken in yet, with the person behind it: known by any identifier, or new.</summary>
public sealed class OpenConversation(TimeProvider clock)
{
    // The lock is on the thread's name, since there is no row to lock yet.
    internal async Task<int> Open(TenantScope db, ChannelAccountId account, InboundEvent inbound, CancellationToken ct)
    {
        await db.Execute($"select pg_advisory_xact_lock(hashtextextended({account.Value + inbound.ThreadKey}, 1))", ct);
        var contact = await FindContact(db, account, inbound.Sender, ct) ?? await NewContact(db, account, inbound.Sender, ct);
        return await db.Execute($"""
            insert into conversation (tenant_id, id, channel_account_id, contact_id, thread_key, answers_only, language)
            select {db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account}, {contact}, {inbound.ThreadKey}, {inbound.AnsweredInRequest},
                coalesce((select language from contact where tenant_id = {db.Tenant} and id = {contact}), t.locale)
            from tenant t where t.id = {db.Tenant}
            on conflict (tenant_id, channel_account_id, thread_key) do nothing
            """, ct);
    }

    internal static Task<ContactId?> FindContact(TenantScope db, ChannelAccountId account, Sender sender, CancellationToken ct)
    {
        var (kinds, values) = (sender.Identifiers.Select(i => i.Kind).ToArray(), sender.Identifiers.Select(i => i.Value).ToArray());
        return db.Find<ContactId?>($"""
            select i.contact_id from contact_identity i
            join unnest({kinds}, {values}) with ordinality as given(kind, value, n) on given.kind = i.kind and given.value = i.value
            where i.tenant_id = {db.Tenant} and i.channel_account_id = {account} order by given.n limit 1
            """, ct);
    }

    private async Task<ContactId> NewContact(TenantScope db, ChannelAccountId account, Sender sender, CancellationToken ct)
    {
        var contact = Id.New<ContactId>(clock);
        List<Sql> statements =
        [
            $"""
            insert into contact (tenant_id, id, display_name, language)
            select t.id, {contact}, {sender.DisplayName}, case when {sender.Language} = any (t.languages) then {sender.Language} end
            from tenant t where t.id = {db.Tenant}
            """,
        ];
        statements.AddRange(sender.Identifiers.Select(i => (Sql)$"""
            insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
            values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {contact}, {account}, {i.Kind}, {i.Value})
            """));
        await using var reading = await db.Batch(statements, ct);
        await reading.Affected(ct);
        return contact;
    }
}
