using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Sends a message to see that it arrives: through the outbox and the channel's rules where there is a conversation, else at once.</summary>
public sealed class SendTest(TenantDb tenants, ChannelKinds channels, OutgoingMessages outgoing, Audit audit, TimeProvider clock)
{
    private const int MostText = 500;
    private const int ShortestPhone = 7;

    /// <param name="to">The thread or person, as the provider names them.</param>
    public async Task<Result<SentTest>> Send(ChannelAccount account, string to, string text, StaffMember staff, CancellationToken ct)
    {
        var (person, said) = (CustomerText.Cut(to.Trim(), 200), CustomerText.Clean(text));
        if (person.Length == 0)
        {
            return new Refusal("recipient-missing", "Expected whom the test goes to.", "to");
        }

        if (said.Length is 0 or > MostText)
        {
            return new Refusal("text-not-valid", $"Expected a text of 1 to {MostText} characters.", "text");
        }

        var known = await Find(account, person, ct);
        if (Check(account, known) is { } refusal)
        {
            return refusal;
        }

        if (known?.Conversation is { } conversation)
        {
            await tenants.Run(account.Tenant, async db =>
            {
                await outgoing.Enqueue(db, conversation, new(new RichMessage(said), MessageClass.Human, "staff") { Staff = staff.Id.Value }, ct);
                await Note(db, account, staff, ct);
                return Done.It;
            }, ct);
            return new SentTest(conversation);
        }

        return await AtOnce(account, person, said, staff, ct);
    }

    private Refusal? Check(ChannelAccount account, Known? known) => (account, known) switch
    {
        (_, { Stopped: true }) => new("recipient-stopped", "They have asked not to be written to, and a test is no exception.", "to"),
        ({ Paused: true }, _) => new("account-paused", "The channel is paused. Put it right first; what waits goes out then."),
        ({ SlowUntil: { } until }, _) when until > clock.GetUtcNow() => new("account-slowed", "The provider has asked us to wait. Try again in a few minutes."),
        (_, { Conversation: not null }) => null,
        _ when WindowPolicy.Decide(Of(account).Window, new(MessageClass.Human, null, clock.GetUtcNow())) is not ChatCommerce.Channels.Windows.Send =>
            new("window-closed", "They have not written to this account, so the provider takes no free text for them. Write to it from their phone first.", "to"),
        _ => null,
    };

    // Threads are named as the provider likes; people are typed by their number. Whoever is silent anywhere is silent here.
    private Task<Known?> Find(ChannelAccount account, string person, CancellationToken ct)
    {
        var names = Names(person);
        return tenants.For(account.Tenant).Find<Known>($"""
            select c.id as conversation, exists (select 1 from suppression s where s.tenant_id = {account.Tenant} and s.contact_id = p.contact_id) as stopped
            from (
                select contact_id from conversation where tenant_id = {account.Tenant} and channel_account_id = {account.Id} and thread_key = any ({names})
                union select contact_id from contact_identity
                where tenant_id = {account.Tenant} and value = any ({names}) and (channel_account_id = {account.Id} or kind = 'phone')) p
            left join lateral (
                select id from conversation where tenant_id = {account.Tenant} and channel_account_id = {account.Id} and contact_id = p.contact_id
                order by last_inbound_at desc nulls last limit 1) c on true
            order by stopped desc, c.id is null limit 1
            """, ct);
    }

    private static string[] Names(string person)
    {
        var digits = new string([.. person.Where(char.IsAsciiDigit)]);
        return digits.Length < ShortestPhone || person.Any(char.IsLetter) ? [person] : [person, digits, "+" + digits, "whatsapp:+" + digits];
    }

    private IProviderChannel Of(ChannelAccount account) => (IProviderChannel)channels.Of(account.Kind);

    private async Task<Result<SentTest>> AtOnce(ChannelAccount account, string person, string text, StaffMember staff, CancellationToken ct)
    {
        var part = new OutboundPart(account, person, Id.New<OutboxId>(clock), 0, new Rendered(text), Permit.FreeForm) { Class = MessageClass.Human };
        try
        {
            await Of(account).Send(part, ct);
        }
        catch (ChannelTrouble trouble)
        {
            return new Refusal("not-sent", trouble.Message, "to");
        }

        await Note(tenants.For(account.Tenant), account, staff, ct);
        return new SentTest(null);
    }

    private Task Note(TenantScope db, ChannelAccount account, StaffMember staff, CancellationToken ct) =>
        audit.Write(db, new Actor(ActorKind.Staff, staff.Name), "channel.test-sent", "channel-account", account.Id.ToString(), new { }, ct);

    private sealed record Known(ConversationId? Conversation, bool Stopped);
}

/// <param name="Conversation">Where it stands and what became of it; null when the provider took it at once.</param>
public sealed record SentTest(ConversationId? Conversation);
