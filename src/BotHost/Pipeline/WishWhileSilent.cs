using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Words;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>
/// A plain "stop", and a "start" after one, whoever speaks in the thread. The wish is committed with its message, before the provider has
/// its answer: what the bot was about to say is withdrawn, a turn that runs writes nothing, and one confirmation is all that goes out.
/// </summary>
public sealed class WishWhileSilent(Contacts contacts, OutgoingMessages outgoing)
{
    /// <summary>True: write no more. False: may write again. Null: it says something else.</summary>
    internal static bool? Meant(InboundEvent inbound) => inbound.Content switch
    {
        TextSaid { Text: var text } when PlainWords.Stops(text) => true,
        TextSaid { Text: var text } when PlainWords.Starts(text) => false,
        _ => null,
    };

    /// <returns>False: there is nothing to change, so it is a message like any other.</returns>
    internal async Task<bool> Heed(TenantScope db, Stored said, bool stop, CancellationToken ct)
    {
        var thread = await db.Get<Thread>($"""
            select c.contact_id, c.language, t.name as shop,
                exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id) as stopped
            from conversation c join tenant t on t.id = c.tenant_id where c.tenant_id = {db.Tenant} and c.id = {said.ConversationId}
            """, ct);
        if (!stop && !thread.Stopped)
        {
            return false;
        }

        await Withdraw(db, said.ConversationId, ct);
        if (thread.Stopped != stop)
        {
            await (stop ? contacts.Suppress(db, thread.ContactId, "chat-stop", ct) : contacts.Unsuppress(db, thread.ContactId, "chat-start", ct));
            var words = Phrases.For(thread.Language);
            var told = new RichMessage(stop ? words.Stopped(thread.Shop) : words.Started(thread.Shop)) { Language = words.Language };
            await outgoing.Enqueue(db, said.ConversationId, new(told, MessageClass.Confirmation, "system"), ct);
        }

        return true;
    }

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

    private sealed record Thread(ContactId ContactId, string Language, string Shop, bool Stopped);
}
