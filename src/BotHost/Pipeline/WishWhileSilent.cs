using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Words;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>What a plain line says about being written to.</summary>
internal enum Wish
{
    Stop,
    Start,
    Advertising,
    NoAdvertising,
}

/// <summary>
/// A plain "stop", a "start" after one, and the same about advertising alone, whoever speaks in the thread. The wish is committed with its
/// message, before the provider has its answer, and one confirmation goes out. After a stop that is all: what the bot was about to say is
/// withdrawn, and a turn that runs writes nothing.
/// </summary>
public sealed class WishWhileSilent(Contacts contacts, OutgoingMessages outgoing)
{
    private const string Typed = "chat-words";

    /// <summary>Null: the message says something else.</summary>
    internal static Wish? Meant(InboundEvent inbound) => inbound.Content is not TextSaid { Text: var text } ? null : text switch
    {
        _ when PlainWords.Stops(text) => Wish.Stop,
        _ when PlainWords.StopsAdvertising(text) => Wish.NoAdvertising,
        _ when PlainWords.AgreesToAdvertising(text) => Wish.Advertising,
        _ when PlainWords.Starts(text) => Wish.Start,
        _ => null,
    };

    /// <returns>False: there is nothing to change, so it is a message like any other.</returns>
    internal async Task<bool> Heed(TenantScope db, Stored said, Wish wish, InboundEvent inbound, CancellationToken ct)
    {
        var thread = await db.Get<Thread>($"""
            select c.contact_id, c.language, t.name as shop, to_char(now() at time zone t.time_zone, 'YYYY-MM-DD') as day,
                exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id) as stopped
            from conversation c join tenant t on t.id = c.tenant_id where c.tenant_id = {db.Tenant} and c.id = {said.ConversationId}
            """, ct);
        return wish switch
        {
            Wish.Advertising or Wish.NoAdvertising => await Advertise(db, said, thread, wish is Wish.Advertising, inbound, ct),
            Wish.Start when !thread.Stopped => false,
            _ => await Hush(db, said, thread, wish is Wish.Stop, ct),
        };
    }

    private async Task<bool> Hush(TenantScope db, Stored said, Thread thread, bool stop, CancellationToken ct)
    {
        await Withdraw(db, said.ConversationId, ct);
        if (thread.Stopped != stop)
        {
            await (stop ? contacts.Suppress(db, thread.ContactId, "chat-stop", ct) : contacts.Unsuppress(db, thread.ContactId, "chat-start", ct));
            var words = Phrases.For(thread.Language);
            await Confirm(db, said, stop ? words.Stopped(thread.Shop) : words.Started(thread.Shop), words.Language, ct);
        }

        return true;
    }

    // Who had stopped everything and now asks for offers wants to be written to. Who had, and takes that back too, has been told before.
    private async Task<bool> Advertise(TenantScope db, Stored said, Thread thread, bool agrees, InboundEvent inbound, CancellationToken ct)
    {
        await contacts.SetAdvertising(db, thread.ContactId, agrees, new(Typed, inbound.OccurredAt, inbound.Content.Line), ct);
        if (agrees && thread.Stopped)
        {
            await contacts.Unsuppress(db, thread.ContactId, Typed, ct);
        }

        if (agrees || !thread.Stopped)
        {
            var words = Phrases.For(thread.Language);
            await Confirm(db, said, agrees ? words.AdvertisingOn(thread.Shop, thread.Day) : words.AdvertisingOff(thread.Shop, thread.Day), words.Language, ct);
        }

        return await Answered(db, said, ct);
    }

    private Task Confirm(TenantScope db, Stored said, string text, string language, CancellationToken ct) =>
        outgoing.Enqueue(db, said.ConversationId, new(new RichMessage(text) { Language = language }, MessageClass.Confirmation, "system"), ct);

    // What else the person said is still the bot's to answer.
    private static Task<bool> Answered(TenantScope db, Stored said, CancellationToken ct) => db.Get<bool>($"""
        with answered as (
            update inbound_event set state = 'done'
            where tenant_id = {db.Tenant} and conversation_id = {said.ConversationId} and seq = {said.Seq} and state = 'pending' returning 1
        ), others as (
            select exists (select 1 from inbound_event where tenant_id = {db.Tenant} and conversation_id = {said.ConversationId}
                and seq <> {said.Seq} and state = 'pending') as wait
        ), rested as (
            update conversation set turn_due_at = null
            where tenant_id = {db.Tenant} and id = {said.ConversationId} and exists (select 1 from answered) and not (select wait from others)
        )
        select not wait from others
        """, ct);

    // The epoch tells a turn that runs, and whoever holds what it wrote, that the bot has lost the word; it has it again at once.
    private static async Task Withdraw(TenantScope db, ConversationId conversation, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                $"""
                update conversation set control_epoch = control_epoch + 1, turn_due_at = null, turn_lease_until = null
                where tenant_id = {db.Tenant} and id = {conversation} and control = 'bot'
                """,
                $"""
                update inbound_event set state = 'done'
                where tenant_id = {db.Tenant} and conversation_id = {conversation} and state = 'pending'
                """,
                $"""
                update outbox set state = 'withdrawn', finished_at = now()
                where tenant_id = {db.Tenant} and conversation_id = {conversation} and state in ('pending', 'claimed', 'held') and control_epoch is not null
                """,
            ], ct);
        await reading.Affected(ct);
    }

    private sealed record Thread(ContactId ContactId, string Language, string Shop, string Day, bool Stopped);
}
