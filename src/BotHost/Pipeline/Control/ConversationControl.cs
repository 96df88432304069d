using ChatCommerce.BotHost.Pipeline.Presence;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline.Control;

/// <summary>
/// Who speaks in a thread. Each move raises the control epoch under the row lock, so that no bot message written before it is sent
/// after it.
/// </summary>
internal sealed class ConversationControl(OutgoingMessages outgoing, ReadMarks read, Audit audit, Signals signals)
{
    private const int MostText = 4_000;

    /// <summary>The staff member speaks from now on; the bot is silent.</summary>
    public async Task<Result<Done>> TakeOver(TenantScope db, ConversationId conversation, StaffMember staff, CancellationToken ct)
    {
        if (await Lock(db, conversation, ct) is not { } now)
        {
            return NotFound;
        }

        if (now.Control == Control.Human && now.ControlStaffId != staff.Id)
        {
            return new Refusal("already-taken", $"{now.StaffName ?? "Somebody else"} answers this conversation already.").With("by", now.StaffName);
        }

        return now.Control == Control.Human ? Done.It : await Move(db, conversation, Control.Human, staff, "conversation.taken-over", ct);
    }

    /// <summary>The bot speaks again; it sees what was said meanwhile as history and answers the next message.</summary>
    public async Task<Result<Done>> HandBack(TenantScope db, ConversationId conversation, StaffMember staff, CancellationToken ct)
    {
        if (await Lock(db, conversation, ct) is not { } now)
        {
            return NotFound;
        }

        if (now.Control == Control.Human && now.ControlStaffId != staff.Id && staff.Role != Role.Owner)
        {
            return new Refusal("not-yours", $"{now.StaffName ?? "Somebody else"} answers this conversation: only they or an owner hand it back.");
        }

        return now.Control == Control.Bot ? Done.It : await Move(db, conversation, Control.Bot, staff, "conversation.handed-back", ct);
    }

    /// <summary>Writes to the customer as a person; who writes has taken over by it.</summary>
    public async Task<Result<Done>> Reply(TenantScope db, ConversationId conversation, StaffMember staff, string text, CancellationToken ct)
    {
        var clean = Platform.Text.CustomerText.Clean(text);
        if (clean.Length is 0 or > MostText)
        {
            return new Refusal("text-not-valid", $"A reply has 1 to {MostText} characters.", "text");
        }

        var taken = await TakeOver(db, conversation, staff, ct);
        if (!taken.Ok)
        {
            return taken;
        }

        await outgoing.Enqueue(db, conversation, new(new RichMessage(clean), MessageClass.Human, "staff") { Staff = staff.Id.Value }, ct);
        db.AfterCommit(() => read.Saw(new(db.Tenant, conversation, ControlEpoch: null)));
        return Done.It;
    }

    /// <summary>Marks everything so far as seen by staff, and tells the customer so where the channel can.</summary>
    public async Task MarkRead(TenantScope db, ConversationId id, CancellationToken ct)
    {
        if (await db.Execute($"update conversation set read_seq = last_seq where tenant_id = {db.Tenant} and id = {id} and read_seq < last_seq", ct) > 0)
        {
            db.AfterCommit(() => read.Saw(new(db.Tenant, id, ControlEpoch: null)));
        }
    }

    private static Refusal NotFound => new("conversation-not-found", "There is no such conversation.");

    private static Task<Held?> Lock(TenantScope db, ConversationId conversation, CancellationToken ct) => db.Find<Held>($"""
        select c.control, c.control_staff_id, m.staff_name
        from conversation c left join membership m on m.tenant_id = c.tenant_id and m.staff_id = c.control_staff_id
        where c.tenant_id = {db.Tenant} and c.id = {conversation} for update of c
        """, ct);

    private async Task<Result<Done>> Move(
        TenantScope db, ConversationId conversation, Control to, StaffMember staff, string action, CancellationToken ct)
    {
        await ChangeSpeaker.Apply(db, conversation, new(to, $"true") { Staff = to == Control.Human ? staff.Id : null }, ct);
        await audit.Write(db, new Actor(ActorKind.Staff, staff.Name), action, "conversation", conversation.ToString(), new { }, ct);
        db.AfterCommit(() => signals.Send(SignalKind.Inbox, db.Tenant, conversation));
        return Done.It;
    }

    private sealed record Held(Control Control, StaffId? ControlStaffId, string? StaffName);
}

/// <summary>Who speaks in a conversation.</summary>
public enum Control
{
    Bot,

    /// <summary>A person was asked for and none has come yet; the bot is silent.</summary>
    Queued,
    Human,
    Paused,
}

/// <param name="Role">What they may do in this shop.</param>
public sealed record StaffMember(StaffId Id, string Name, Role Role);
