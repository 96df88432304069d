using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Channels;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.Pipeline.Fetches;

/// <summary>
/// Learns the name of somebody whose provider does not send it. What it finds stays in the contact and is not asked for again; a name or
/// language that is known already stays as it is.
/// </summary>
internal sealed class FindProfile(
    TenantDb tenants, ChannelKinds channels, ChannelAccounts accounts, AccountHealth health, Signals signals, TimeProvider clock)
{
    private const int MostAttempts = 6;
    private const int LongestName = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    public async Task Once(TenantId tenant, ConversationId conversation, CancellationToken ct)
    {
        if (await Claim(tenant, conversation, ct) is not { } wanted)
        {
            return;
        }

        var (profile, again) = await Ask(tenant, wanted, ct);
        await End(new(tenant, conversation, wanted.ProfileAttempts), profile, again, ct);
        if (profile?.Name is not null)
        {
            signals.Send(SignalKind.Inbox, tenant, conversation);
        }
    }

    private Task<Wanted?> Claim(TenantId tenant, ConversationId conversation, CancellationToken ct) => tenants.For(tenant).Find<Wanted>($"""
        update conversation set profile_attempts = profile_attempts + 1, profile_due_at = now() + {Lease}
        where tenant_id = {tenant} and id = {conversation} and profile_due_at <= now()
        returning channel_account_id, thread_key, profile_attempts
        """, ct);

    private async Task<(Profile? Profile, TimeSpan? Again)> Ask(TenantId tenant, Wanted wanted, CancellationToken ct)
    {
        if (await accounts.Find(tenant, wanted.ChannelAccountId, ct) is not { Disconnected: false } account || channels.Find(account.Kind) is not IProfiles profiles)
        {
            return (null, null);
        }

        if (account.Paused || account.SlowUntil > clock.GetUtcNow())
        {
            return (null, Pause);
        }

        try
        {
            return (await profiles.Find(account, wanted.ThreadKey, ct), null);
        }
        catch (ChannelTrouble trouble) when (trouble.Meaning is Meaning.CredentialsRefused)
        {
            await health.Pause(account, trouble, ct);
            return (null, Pause);
        }
        catch (ChannelTrouble trouble)
        {
            // To ask twice does no harm.
            return (null, trouble.Retry is Retry.Permanent || wanted.ProfileAttempts >= MostAttempts ? null : trouble.After ?? BackOff(wanted.ProfileAttempts));
        }
    }

    private async Task End(Lookup lookup, Profile? profile, TimeSpan? again, CancellationToken ct)
    {
        var (tenant, conversation, attempt) = lookup;
        var name = CustomerText.Cut(CustomerText.Clean(profile?.Name), LongestName);
        Sql language = $"(select t.tongue from (select {profile?.Language}::text as tongue) t join tenant s on s.id = {tenant} and t.tongue = any (s.languages))";
        await using var reading = await tenants.For(tenant).Batch(
            [
                $"""
                update conversation c set profile_due_at = now() + {again}::interval,
                    language = case when exists (select 1 from message m where m.tenant_id = c.tenant_id and m.conversation_id = c.id and m.author <> 'customer')
                        then c.language else coalesce({language}, c.language) end
                where c.tenant_id = {tenant} and c.id = {conversation} and c.profile_attempts = {attempt}
                """,
                $"""
                update contact p set display_name = coalesce(p.display_name, nullif({name}, '')), language = coalesce(p.language, {language})
                from conversation c where c.tenant_id = {tenant} and c.id = {conversation} and p.tenant_id = {tenant} and p.id = c.contact_id
                """,
            ], ct);
        await reading.Affected(ct);
    }

    private static TimeSpan BackOff(int attempts) => attempts switch
    {
        1 => TimeSpan.FromSeconds(10),
        2 => TimeSpan.FromMinutes(1),
        3 => TimeSpan.FromMinutes(10),
        _ => TimeSpan.FromHours(1),
    };

    private sealed record Wanted(ChannelAccountId ChannelAccountId, string ThreadKey, int ProfileAttempts);

    private sealed record Lookup(TenantId Tenant, ConversationId Conversation, int Attempt);
}
