using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Words;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>
/// "Stop" and "start" said while the bot is silent, because a person or another application answers. The bot's own turn takes them
/// otherwise. The wish is committed before the message is: if we die in between, the provider sends the message again.
/// </summary>
public sealed class WishWhileSilent(TenantDb tenants, Contacts contacts, OutgoingMessages outgoing)
{
    internal async Task Heed(TenantId tenant, ChannelAccountId account, InboundEvent inbound, CancellationToken ct)
    {
        if (inbound.Content is TextSaid { Text: var text } && Meant(text) is { } stop)
        {
            await tenants.Run(tenant, db => Heed(db, account, inbound, stop, ct), ct);
        }
    }

    private static bool? Meant(string text) => PlainWords.Stops(text) ? true : PlainWords.Starts(text) ? false : null;

    private async Task<Done> Heed(TenantScope db, ChannelAccountId account, InboundEvent inbound, bool stop, CancellationToken ct)
    {
        var thread = await db.Find<Thread>($"""
            select c.id, c.contact_id, c.language, t.name as shop,
                exists (select 1 from suppression s where s.tenant_id = c.tenant_id and s.contact_id = c.contact_id) as stopped
            from conversation c join tenant t on t.id = c.tenant_id
            where c.tenant_id = {db.Tenant} and c.channel_account_id = {account} and c.thread_key = {inbound.ThreadKey} and c.control <> 'bot'
            for update of c
            """, ct);
        if (thread is null || thread.Stopped == stop)
        {
            return Done.It;
        }

        await (stop ? contacts.Suppress(db, thread.ContactId, "chat-stop", ct) : contacts.Unsuppress(db, thread.ContactId, "chat-start", ct));
        var words = Phrases.For(thread.Language);
        var told = new RichMessage(stop ? words.Stopped(thread.Shop) : words.Started(thread.Shop)) { Language = words.Language };
        await outgoing.Enqueue(db, thread.Id, new(told, MessageClass.Confirmation, "system") { DedupeKey = $"wish:{account}:{inbound.ProviderKey}" }, ct);
        return Done.It;
    }

    private sealed record Thread(ConversationId Id, ContactId ContactId, string Language, string Shop, bool Stopped);
}
