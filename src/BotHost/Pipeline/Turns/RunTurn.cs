using ChatCommerce.Agent.Turns;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Presence;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>Runs one claimed turn: asks the assistant with no transaction open, then commits the outcome in one.</summary>
internal sealed class RunTurn(
    Assistant assistant, CommitTurn commit, ShowPresence presence, ReadMarks read, TenantDb tenants, PipelineOptions options, HostAddress address, TimeProvider clock)
{
    public async Task Run(ClaimedTurn turn, CancellationToken ct)
    {
        if (turn.Attempts > options.TurnAttempts)
        {
            await commit.Park(turn, "The bot failed on this message several times.", ct);
            return;
        }

        if (await Think(turn, ct) is not { } outcome)
        {
            await commit.Withdraw(turn, ct);
            return;
        }

        await commit.Commit(turn, outcome, ct);
        FaultPoint.Hit("turn.committed");
    }

    // Null: the conversation was lost to a person or another worker, so the answer is no longer wanted.
    private async Task<TurnOutcome?> Think(ClaimedTurn turn, CancellationToken ct)
    {
        var lease = TimeSpan.FromSeconds(options.LeaseSeconds);
        await using var heartbeat = new Heartbeat(lease, beat => Renew(turn, lease, beat), clock, ct);
        await using var typing = new TypingWhile(presence, turn, clock);
        try
        {
            var outcome = await assistant.Run(
                new TurnRequest(
                    turn.Tenant, turn.Conversation, turn.Contact, turn.Turn, turn.Language, turn.History, turn.Said, turn.Reference, turn.State,
                    turn.Failures, address.PublicUrl)
                {
                    Suppressed = turn.Suppressed,
                    // The first attempt has no steps to resume from.
                    Recorded = turn.Attempts == 1 ? [] : null,
                    Held = turn.Held,
                },
                heartbeat.Lost);
            if (!typing.Shown && !turn.Suppressed)
            {
                read.Saw(new(turn.Tenant, turn.Conversation, turn.ControlEpoch), turn.Account);
            }

            return outcome;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested && heartbeat.Lost.IsCancellationRequested)
        {
            return null;
        }
        catch (TurnLost)
        {
            return null;
        }
    }

    private Task<int> Renew(ClaimedTurn turn, TimeSpan lease, CancellationToken ct) => tenants.For(turn.Tenant).Execute($"""
        update conversation set turn_lease_until = now() + {lease}
        where tenant_id = {turn.Tenant} and id = {turn.Conversation} and turn_epoch = {turn.Epoch} and control_epoch = {turn.ControlEpoch}
        """, ct);
}
