using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>What the provider says about a person: whether they want to be written to, and under which identifier they are known from now on.</summary>
public sealed class Wishes(Contacts contacts, TimeProvider clock)
{
    internal async Task Apply(TenantScope db, Happening happening, PreferenceSet wish, CancellationToken ct)
    {
        if (await OpenConversation.FindContact(db, happening.Account, happening.Event.Sender, ct) is not { } contact)
        {
            return;
        }

        if (wish.Stop)
        {
            await contacts.Suppress(db, contact, wish.Source, ct);
        }
        else
        {
            await contacts.Unsuppress(db, contact, wish.Source, ct);
        }
    }

    // The old identifier stays: late reports still name it.
    internal async Task Apply(TenantScope db, Happening happening, IdentityChanged change, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"""
                insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
                select {db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, contact_id, channel_account_id, {change.To.Kind}, {change.To.Value}
                from contact_identity where tenant_id = {db.Tenant} and channel_account_id = {happening.Account}
                    and kind = {change.From.Kind} and value = {change.From.Value}
                on conflict (tenant_id, channel_account_id, kind, value) do nothing
                """,
                $"""
                update conversation set thread_key = {change.To.Value}
                where tenant_id = {db.Tenant} and channel_account_id = {happening.Account} and thread_key = {change.From.Value}
                    and not exists (select 1 from conversation where tenant_id = {db.Tenant} and channel_account_id = {happening.Account} and thread_key = {change.To.Value})
                """,
            ], ct);
        await reading.Affected(ct);
    }
}
