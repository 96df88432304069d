using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Skills;

/// <summary>
/// An event that was taken has reached nobody yet. While its news still waits Kakao is asked once what became of it, and staff read beside the
/// message that it failed.
/// </summary>
internal sealed class KnockOutcomes(TenantDb tenants, KakaoApi api, KakaoOptions options, TimeProvider clock)
{
    /// <summary>Asks when it is time; returns when to look again, or null.</summary>
    public async Task<DateTimeOffset?> Ask(ChannelAccount account, Standing now, CancellationToken ct)
    {
        if (await Find(account, now, ct) is not { } knock)
        {
            return null;
        }

        var due = knock.At.AddSeconds(options.AskAfterSeconds);
        if (due > clock.GetUtcNow())
        {
            return due;
        }

        if (await Begin(account, knock, ct) && await Failure(account, knock, ct) is { } failure)
        {
            await Fail(account, knock, $"KakaoTalk took the event for this message but could not deliver it ({failure}): it is shown when the customer writes.", ct);
        }

        return null;
    }

    // What cannot be answered now is not asked again: the message waits for the customer either way.
    private async Task<string?> Failure(ChannelAccount account, Knock knock, CancellationToken ct)
    {
        try
        {
            return await api.Failure(account, knock.TaskId, ct);
        }
        catch (ChannelTrouble)
        {
            return null;
        }
    }

    private Task<Knock?> Find(ChannelAccount account, Standing now, CancellationToken ct) => tenants.For(account.Tenant).Find<Knock>($"""
        select k.task_id, min(k.at) as at from skill_knock k join outbox o on o.tenant_id = k.tenant_id and o.id = k.outbox_id
        where k.tenant_id = {account.Tenant} and o.conversation_id = {now.Id} and o.state = 'pending'
            and k.state = 'accepted' and k.asked_at is null and k.task_id <> ''
        group by k.task_id order by min(k.at) limit 1
        """, ct);

    // One event may have brought several messages.
    private async Task<bool> Begin(ChannelAccount account, Knock knock, CancellationToken ct) => await tenants.For(account.Tenant).Execute($"""
        update skill_knock set asked_at = now() where tenant_id = {account.Tenant} and task_id = {knock.TaskId} and asked_at is null
        """, ct) > 0;

    private async Task Fail(ChannelAccount account, Knock knock, string problem, CancellationToken ct)
    {
        await using var reading = await tenants.For(account.Tenant).Batch(
            [
                $"""
                update outbox o set problem = {problem} from skill_knock k
                where k.tenant_id = {account.Tenant} and k.task_id = {knock.TaskId} and o.tenant_id = k.tenant_id and o.id = k.outbox_id and o.state = 'pending'
                """,
                $"update skill_knock set state = 'failed', problem = {problem} where tenant_id = {account.Tenant} and task_id = {knock.TaskId}",
            ], ct);
        await reading.Affected(ct);
    }

    private sealed record Knock(string TaskId, DateTimeOffset At);
}
