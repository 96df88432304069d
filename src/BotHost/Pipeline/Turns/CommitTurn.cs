using ChatCommerce.Agent.Turns;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>
/// Writes a turn's outcome in one transaction. Where sending is storing, the answer is shown in it too: nothing lies between the two, so there
/// is nothing to claim, to journal or to lose.
/// </summary>
internal sealed class CommitTurn(TenantDb tenants, SendOutbound send, Signals signals, TimeProvider clock)
{
    public async Task Commit(ClaimedTurn turn, TurnOutcome outcome, CancellationToken ct)
    {
        var rows = await Rows(turn, outcome, ct);
        if (await Write(turn, outcome, rows, ct) is { } written)
        {
            Signal(turn, rows.Count > 0, written);
        }
        else
        {
            await Withdraw(turn, ct);
        }
    }

    /// <summary>Gives a message the bot cannot answer to people: kept, shown in the inbox, never dropped.</summary>
    public Task Park(ClaimedTurn turn, string problem, CancellationToken ct) => tenants.Run(turn.Tenant, async db =>
    {
        if (!await ChangeSpeaker.Apply(db, turn.Conversation, new(Control.Control.Queued, turn.Ours) { Inbound = "parked", Problem = problem }, ct))
        {
            return Done.It;
        }

        await db.Execute($"""
            update turn set state = 'failed', problem = {problem}, finished_at = now()
            where tenant_id = {db.Tenant} and id = {turn.Turn} and epoch = {turn.Epoch}
            """, ct);
        db.AfterCommit(() => signals.Send(SignalKind.Inbox, turn.Tenant, turn.Conversation));
        return Done.It;
    }, ct);

    /// <summary>Ends a turn that a person's word made void. Where another worker is at it, its epoch says so and it stays as it is.</summary>
    public Task Withdraw(ClaimedTurn turn, CancellationToken ct) => tenants.For(turn.Tenant).Execute($"""
        update turn set state = 'withdrawn', finished_at = now()
        where tenant_id = {turn.Tenant} and id = {turn.Turn} and epoch = {turn.Epoch} and state = 'running'
        """, ct);

    private async Task<Written?> Write(ClaimedTurn turn, TurnOutcome outcome, IReadOnlyList<TurnRow> rows, CancellationToken ct)
    {
        await using var reading = await tenants.For(turn.Tenant).Batch(
            [
                // With the row locked first, the next statement sees every message stored before it.
                $"select 1 from conversation where tenant_id = {turn.Tenant} and id = {turn.Conversation} for update",
                TurnStatement.Of(turn, outcome, rows, shows: rows is [{ Activity: not null }, ..]),
            ], ct);
        await reading.Find<int?>(ct);
        return await reading.Find<Written>(ct);
    }

    private async Task<IReadOnlyList<TurnRow>> Rows(ClaimedTurn turn, TurnOutcome outcome, CancellationToken ct)
    {
        List<TurnRow> rows = [];
        foreach (var (message, @class) in outcome.Messages)
        {
            var outbox = Id.New<OutboxId>(clock);
            var activity = await send.Activity(turn.Tenant, turn.Account, turn.ThreadKey, new(outbox, message, @class), ct);
            rows.Add(new(Id.New<MessageId>(clock), outbox, rows.Count + 1, message.ToPlainText(), message, @class, activity));
        }

        return rows;
    }

    private void Signal(ClaimedTurn turn, bool says, Written written)
    {
        signals.Send(SignalKind.Inbox, turn.Tenant, turn.Conversation);
        if (says)
        {
            signals.Send(written.Shown ? SignalKind.Activity : SignalKind.Send, turn.Tenant, turn.Conversation);
        }

        if (written.Next >= 0)
        {
            signals.Send(SignalKind.Turn, turn.Tenant, turn.Conversation, written.Next);
        }
    }

    /// <param name="Next">Milliseconds to the next turn, -1 for none.</param>
    private sealed record Written(bool Shown, int Next);
}
