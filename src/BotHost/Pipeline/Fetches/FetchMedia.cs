using System.Security.Cryptography;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>
/// Fetches the files of a conversation while their providers still have them. A claim counts the attempt and puts the file's next time off;
/// only who made the latest claim writes the outcome. No transaction is open while a provider is asked.
/// </summary>
internal sealed class FetchMedia(
    TenantDb tenants, ChannelKinds channels, ChannelAccounts accounts, AccountHealth health, Signals signals, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    // Long enough for a night without the provider; the addresses of most are stale by then.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    public async Task All(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        while (await Claim(tenant, conversation, ct) is { } file)
        {
            FaultPoint.Hit("media.claimed");
            var outcome = await Load(tenant, file, ct);
            FaultPoint.Hit("media.fetched");
            await End(tenant, file, outcome, ct);
            signals.Send(SignalKind.Inbox, tenant, conversation);
        }
    }

    private Task<Claimed?> Claim(TenantId tenant, ConversationId conversation, CancellationToken ct) => tenants.For(tenant).Find<Claimed>($"""
        update inbound_media f set attempts = f.attempts + 1, due_at = now() + {Lease} from message m, conversation c
        where f.tenant_id = {tenant} and f.message_id = (
                select message_id from inbound_media where tenant_id = {tenant} and conversation_id = {conversation} and due_at <= now()
                order by due_at limit 1 for update skip locked)
            and m.tenant_id = {tenant} and m.id = f.message_id and c.tenant_id = {tenant} and c.id = f.conversation_id
        returning f.message_id, c.channel_account_id, f.attempts, f.created_at < now() - {Patience} as too_late, f.problem, m.content
        """, ct);

    private async Task<Outcome> Load(TenantId tenant, Claimed file, CancellationToken ct)
    {
        if (file.TooLate)
        {
            return Outcome.Expired($"It could not be fetched within {Patience.Days} days. {file.Problem}".TrimEnd());
        }

        if (file.Content is not MediaSent sent || await accounts.Find(tenant, file.ChannelAccountId, ct) is not { Disconnected: false } account)
        {
            return Outcome.Refused("The channel was disconnected before the file was fetched.");
        }

        return channels.Find(account.Kind) is not IMediaSource source ? Outcome.Refused("Files from this channel cannot be fetched.")
            : account.Paused ? Outcome.Later("The channel is paused.", Pause)
            : account.SlowUntil is { } slow && slow > clock.GetUtcNow() ? Outcome.Later(file.Problem, slow - clock.GetUtcNow())
            : await Ask(source, account, sent, file, ct);
    }

    private async Task<Outcome> Ask(IMediaSource source, ChannelAccount account, MediaSent sent, Claimed file, CancellationToken ct)
    {
        try
        {
            var fetched = await source.Fetch(account, sent, ct);
            return Outcome.Stored(fetched.ContentType, fetched.Bytes);
        }
        catch (ChannelTrouble trouble) when (trouble.Meaning is Meaning.CredentialsRefused)
        {
            await health.Pause(account, trouble, ct);
            return Outcome.Later(trouble.Message, Pause);
        }
        catch (ChannelTrouble trouble) when (trouble.Retry is Retry.Permanent)
        {
            return trouble.Meaning is Meaning.Gone ? Outcome.Expired(trouble.Message) : Outcome.Refused(trouble.Message);
        }
        catch (ChannelTrouble trouble)
        {
            // To read twice does no harm, so what is ambiguous is asked for again too.
            var wait = trouble.After ?? BackOff(file.Attempts);
            if (trouble.Meaning is Meaning.AccountSlowed)
            {
                await health.Slow(account, clock.GetUtcNow() + wait, ct);
            }

            return Outcome.Later(trouble.Message, wait);
        }
    }

    private Task End(TenantId tenant, Claimed file, Outcome outcome, CancellationToken ct) => tenants.For(tenant).Execute($"""
        update inbound_media set state = {outcome.State}, problem = {outcome.Problem}, due_at = now() + {outcome.Wait}::interval,
            content_type = {outcome.ContentType}, size = {(long?)outcome.Bytes?.Length}, content = {outcome.Bytes},
            sha256 = {(outcome.Bytes is null ? null : SHA256.HashData(outcome.Bytes))},
            finished_at = case when {outcome.Wait}::interval is null then now() end
        where tenant_id = {tenant} and message_id = {file.MessageId} and state = 'waiting' and attempts = {file.Attempts}
        """, ct);

    private static TimeSpan BackOff(int attempts) => attempts switch
    {
        1 => TimeSpan.FromSeconds(2),
        2 => TimeSpan.FromSeconds(15),
        3 => TimeSpan.FromMinutes(1),
        4 => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromHours(1),
    };

    private sealed record Claimed(MessageId MessageId, ChannelAccountId ChannelAccountId, int Attempts, bool TooLate, string? Problem, InboundContent Content);

    /// <param name="Wait">Until the next try; null: there is none.</param>
    private sealed record Outcome(string State, string? Problem, TimeSpan? Wait, string? ContentType = null, byte[]? Bytes = null)
    {
        public static Outcome Stored(string contentType, byte[] bytes) => new("stored", null, null, contentType, bytes);

        public static Outcome Refused(string problem) => new("refused", problem, null);

        public static Outcome Expired(string problem) => new("expired", problem, null);

        public static Outcome Later(string? problem, TimeSpan wait) => new("waiting", problem, wait);
    }
}
