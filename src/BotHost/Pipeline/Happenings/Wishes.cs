using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>What the provider says about a person: whether they want to be written to, and under which identifier they are known from now on.</summary>
public sealed class Wishes(Contacts contacts, OpenConversation people, TimeProvider clock)
{
    // How a suppression is named that came from a provider's refusal to send.
    private const string Provider = "provider";

    internal async Task Apply(TenantScope db, Happening happening, PreferenceSet wish, CancellationToken ct)
    {
        // Who has not written yet is known by their wish from now on, and still is when they do.
        if (await people.Find(db, happening.Account.Id, happening.Event, ct) is not { } contact)
        {
            return;
        }

        await ((wish.Advertising, wish.Stop, wish.Typed) switch
        {
            (true, var stop, _) => contacts.SetAdvertising(db, contact, !stop, new(wish.Source, happening.Event.OccurredAt), ct),
            (_, true, _) => contacts.Suppress(db, contact, wish.Source, ct),
            (_, false, true) => contacts.Unsuppress(db, contact, wish.Source, ct),
            _ => contacts.Unsuppress(db, contact, wish.Source, [wish.Source, Provider], ct),
        });
    }

    // An id of the provider's stays, since late reports still name it. A phone number goes: the next who has it is somebody else.
    internal async Task Apply(TenantScope db, Happening happening, IdentityChanged change, CancellationToken ct)
    {
        var account = happening.Account.Id;
        if (await OpenConversation.FindContact(db, account, [.. happening.Event.Sender.Identifiers, change.From], ct) is not { } contact)
        {
            return;
        }

        await using var reading = await db.Batch(
            [
                $"""
                insert into contact_identity (tenant_id, id, contact_id, channel_account_id, kind, value)
                values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {contact}, {account}, {change.To.Kind}, {change.To.Value})
                on conflict (tenant_id, channel_account_id, kind, value) do nothing
                """,
                $"""
                delete from contact_identity where tenant_id = {db.Tenant} and channel_account_id = {account} and contact_id = {contact}
                    and kind = {change.From.Kind} and value = {change.From.Value} and kind = {Identifier.Phone}
                """,
                $"""
                update conversation set thread_key = {change.To.Value}
                where tenant_id = {db.Tenant} and channel_account_id = {account} and contact_id = {contact} and thread_key = {change.From.Value}
                    and not exists (select 1 from conversation where tenant_id = {db.Tenant} and channel_account_id = {account} and thread_key = {change.To.Value})
                """,
            ], ct);
        await reading.Affected(ct);
    }
}
