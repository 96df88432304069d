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

        var conversation = await tenants.For(account.Tenant).Find<ConversationId?>(
            $"select id from conversation where tenant_id = {account.Tenant} and channel_account_id = {account.Id} and thread_key = {person}", ct);
        if (conversation is { } known)
        {
            await tenants.Run(account.Tenant, async db =>
            {
                await outgoing.Enqueue(db, known, new(new RichMessage(said), MessageClass.Human, "staff") { Staff = staff.Id.Value }, ct);
                await Note(db, account, staff, ct);
                return Done.It;
            }, ct);
            return new SentTest(known);
        }

        return await AtOnce(account, person, said, staff, ct);
    }

    private async Task<Result<SentTest>> AtOnce(ChannelAccount account, string person, string text, StaffMember staff, CancellationToken ct)
    {
        var part = new OutboundPart(account, person, Id.New<OutboxId>(clock), 0, new Rendered(text), Permit.FreeForm) { Class = MessageClass.Human };
        try
        {
            await ((IProviderChannel)channels.Of(account.Kind)).Send(part, ct);
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
}

/// <param name="Conversation">Where it stands and what became of it; null when the provider took it at once.</param>
public sealed record SentTest(ConversationId? Conversation);
