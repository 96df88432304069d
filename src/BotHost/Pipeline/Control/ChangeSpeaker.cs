using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Control;

/// <summary>
/// Somebody else speaks in a thread from this commit on: the control epoch rises, what waited for the bot is settled, and what the bot
/// still wanted to say is withdrawn.
/// </summary>
internal static class ChangeSpeaker
{
    /// <returns>False when <see cref="NewSpeaker.When"/> does not hold: nothing is written.</returns>
    public static async Task<bool> Apply(TenantScope db, ConversationId conversation, NewSpeaker next, CancellationToken ct)
    {
        await using var reading = await db.Batch(
            [
                // With the row locked first, the next statement sees every message stored before it.
                $"select 1 from conversation where tenant_id = {db.Tenant} and id = {conversation} for update",
                $"""
                with moved as (
                    update conversation set control = {next.Control}, control_staff_id = {next.Staff}, control_epoch = control_epoch + 1,
                        turn_due_at = null, turn_lease_until = null, failures = 0
                    where tenant_id = {db.Tenant} and id = {conversation} and {next.When} returning id
                ), settled as (
                    update inbound_event e set state = {next.Inbound}, problem = coalesce({next.Problem}, e.problem)
                    from moved where e.tenant_id = {db.Tenant} and e.conversation_id = moved.id and e.state in ('pending', 'parked')
                ), withdrawn as (
                    update outbox o set state = 'withdrawn', finished_at = now()
                    from moved where o.tenant_id = {db.Tenant} and o.conversation_id = moved.id and o.state in ('pending', 'claimed')
                        and o.control_epoch is not null
                )
                select id from moved
                """,
            ], ct);
        await reading.Find<int?>(ct);
        return await reading.Find<ConversationId?>(ct) is not null;
    }
}

/// <param name="When">What must hold of the conversation.</param>
internal sealed record NewSpeaker(Control Control, Sql When)
{
    public Commerce.StaffId? Staff { get; init; }

    /// <summary>What becomes of messages that waited for the bot: done, since a person answers them or the bot has them as history; or parked for staff.</summary>
    public string Inbound { get; init; } = "done";

    public string? Problem { get; init; }
}
