using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// A provider says that somebody is known by another id or number from now on. Where they wrote under it before we were told, there are two
/// contacts of one person: they become one, unless the newer may be somebody else.
/// </summary>
public sealed class IdentityChanges(LinkContacts people, ThreadMoves threads, Audit audit, TimeProvider clock)
{
    private const string Source = "channel";

    // Clocks differ, and a number is not given to somebody else within minutes.
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);

    internal async Task Apply(TenantScope db, Happening happening, IdentityChanged change, CancellationToken ct)
    {
        if (await Former(db, happening, change, ct) is not { } former)
        {
            return;
        }

        var newer = await Newer(db, happening, change, ct);
        if (newer is { } other && other.Contact != former)
        {
            await (other.Same ? Join(db, happening, former, other, ct) : KeepApart(db, happening, change, (former, other.Contact), ct));
        }

        await Rename(db, happening.Account.Id, former, change, ct);
    }

    // An id is one person's for ever; a number is whose the id beside it says.
    private static async Task<ContactId?> Former(TenantScope db, Happening happening, IdentityChanged change, CancellationToken ct)
    {
        var account = happening.Account.Id;
        var sender = happening.Event.Sender.Identifiers.Where(i => i != change.To).ToList();
        return change.From.Kind is Identifier.Phone
            ? await OpenConversation.FindContact(db, account, [.. sender, change.From], ct)
            : await OpenConversation.FindContact(db, account, [change.From], ct) ?? await OpenConversation.FindContact(db, account, sender, ct);
    }

    // Whoever had the number before it changed hands is somebody else. Nobody has an id before it is given.
    private static Task<Other?> Newer(TenantScope db, Happening happening, IdentityChanged change, CancellationToken ct) => db.Find<Other>($"""
        select contact_id as contact, kind <> {Identifier.Phone} or created_at >= {happening.Event.OccurredAt - Apart} as same from contact_identity
        where tenant_id = {db.Tenant} and channel_account_id = {happening.Account.Id} and kind = {change.To.Kind} and value = {change.To.Value}
        """, ct);

    // What is the newer contact's goes to the former, who has the history; the newer thread is the one that reaches them.
    private async Task Join(TenantScope db, Happening happening, ContactId former, Other newer, CancellationToken ct)
    {
        var (old, live) = (await threads.Of(db, happening.Account.Id, former, ct), await threads.Of(db, happening.Account.Id, newer.Contact, ct));
        var joined = await people.Follow(db, newer.Contact, former, Source, ct);
        if (joined.Ok && live.Count > 0)
        {
            foreach (var thread in old)
            {
                await threads.Move(db, thread, live[0], ct);
            }
        }
    }

    private async Task KeepApart(TenantScope db, Happening happening, IdentityChanged change, (ContactId Former, ContactId Other) two, CancellationToken ct)
    {
        await audit.Write(db, Actor.System(Source), "contacts-kept-apart", "contact", $"{two.Former}", new { two.Other, change.To.Kind }, ct);
        foreach (var thread in (await threads.Of(db, happening.Account.Id, two.Former, ct)).Take(1))
        {
            await threads.Note(db, thread, "The provider says that this customer has another number now. Another customer wrote from it before, so the two are kept apart.", ct);
        }
    }

    // An id of the provider's stays, since late reports still name it. A phone number goes: the next who has it is somebody else.
    private async Task Rename(TenantScope db, ChannelAccountId account, ContactId contact, IdentityChanged change, CancellationToken ct)
    {
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

    private sealed record Other(ContactId Contact, bool Same);
}
