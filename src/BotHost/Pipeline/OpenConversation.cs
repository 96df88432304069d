using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>Opens the conversation of a thread that nobody has spoken in yet, with the person behind it: known by any identifier, or new.</summary>
public sealed class OpenConversation(ChannelKinds channels, TimeProvider clock)
{
    // The lock is on the thread's name, since there is no row to lock yet.
    internal async Task<int> Open(TenantScope db, ChannelAccountId account, InboundEvent inbound, CancellationToken ct)
    {
        await Lock(db, account, inbound.ThreadKey, ct);
        var known = await FindContact(db, account, inbound.Sender.Identifiers, ct);
        if (known is { } person)
        {
            await Link(db, account, person, inbound, ct);
        }

        var contact = known ?? await NewContact(db, account, inbound.Sender, ct);
        return await db.Execute($"""
            insert into conversation (tenant_id, id, channel_account_id, contact_id, thread_key, answers_only, language, profile_due_at)
            select {db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account}, {contact}, {inbound.ThreadKey}, {inbound.AnsweredInRequest},
                coalesce(p.language, t.locale), case when p.display_name is null and a.kind = any ({channels.WithProfiles}) then now() end
            from tenant t
            join contact p on p.tenant_id = t.id and p.id = {contact}
            join channel_account a on a.tenant_id = t.id and a.id = {account}
            where t.id = {db.Tenant}
            on conflict (tenant_id, channel_account_id, thread_key) do nothing
            """, ct);
    }

    /// <summary>The person an event speaks of, known or new, without a conversation; null where it names nobody.</summary>
    internal async Task<ContactId?> Find(TenantScope db, ChannelAccountId account, InboundEvent happened, CancellationToken ct)
    {
        if (happened.Sender.Identifiers.Count == 0)
        {
            return null;
        }

        await Lock(db, account, happened.ThreadKey, ct);
        return await FindContact(db, account, happened.Sender.Identifiers, ct) ?? await NewContact(db, account, happened.Sender, ct);
    }

    // Phone numbers are given to others: one says who somebody is only as long as no id of the provider's says that it is somebody else.
    internal static Task<ContactId?> FindContact(TenantScope db, ChannelAccountId account, IReadOnlyList<Identifier> identifiers, CancellationToken ct)
    {
        var (kinds, values) = (identifiers.Select(i => i.Kind).ToArray(), identifiers.Select(i => i.Value).ToArray());
        return db.Find<ContactId?>($"""
            select i.contact_id from contact_identity i
            join unnest({kinds}, {values}) with ordinality as given(kind, value, n) on given.kind = i.kind and given.value = i.value
            where i.tenant_id = {db.Tenant} and i.channel_account_id = {account}
                and not (i.kind = {Identifier.Phone} and {Identifier.UserId} = any ({kinds}) and exists (
                    select 1 from contact_identity own where own.tenant_id = {db.Tenant} and own.contact_id = i.contact_id
                        and own.channel_account_id = {account} and own.kind = {Identifier.UserId}))
            order by given.n limit 1
            """, ct);
    }

    private static Task Lock(TenantScope db, ChannelAccountId account, string threadKey, CancellationToken ct) =>
        db.Execute($"select pg_advisory_xact_lock(hashtextextended({account.Value + threadKey}, 1))", ct);

    // Somebody known by a phone number gets an id of the provider's: it is theirs too, and their thread goes on under it.
    private async Task Link(TenantScope db, ChannelAccountId account, ContactId person, InboundEvent inbound, CancellationToken ct)
    {
        var values = inbound.Sender.Identifiers.Select(i => i.Value).ToArray();
        List<Sql> statements =
        [
            .. inbound.Sender.Identifiers.Select(i => Known(db, account, person, i)),
            $"""
            update conversation set thread_key = {inbound.ThreadKey}
            where tenant_id = {db.Tenant} and id = (
                select id from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and contact_id = {person}
                    and thread_key = any ({values}) and thread_key <> {inbound.ThreadKey} order by last_message_at desc nulls last limit 1)
                and not exists (select 1 from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and thread_key = {inbound.ThreadKey})
            """,
        ];
        await using var reading = await db.Batch(statements, ct);
        await reading.Affected(ct);
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
        statements.AddRange(sender.Identifiers.Select(i => Known(db, account, contact, i)));
        await using var reading = await db.Batch(statements, ct);
        await reading.Affected(ct);
        return contact;
    }

    // A number that was somebody else's is theirs who write from it now.
    private Sql Known(TenantScope db, ChannelAccountId account, ContactId contact, Identifier identifier) => $"""
        insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
        values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {contact}, {account}, {identifier.Kind}, {identifier.Value})
        on conflict (tenant_id, channel_account_id, kind, value) do update set contact_id = excluded.contact_id, created_at = now()
            where contact_identity.contact_id <> excluded.contact_id and excluded.kind = {Identifier.Phone}
        """;
}
