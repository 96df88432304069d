using System.Security.Cryptography;
using System.Text;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// Acts that wait for the customer's confirmation. A row holds the exact arguments and their hash, who was asked and until when, and is
/// used once; only a confirmation that code read from the channel reaches <see cref="Take"/>.
/// </summary>
public sealed class PendingActions(TimeProvider clock)
{
    private static readonly TimeSpan OpenFor = TimeSpan.FromMinutes(15);

    /// <summary>Stores what would be done; earlier open questions of this conversation about the same tool are closed.</summary>
    public Task<Guid> Propose(ToolCall call, string tool, object arguments, string summary, CancellationToken ct) =>
        Propose(call, tool, arguments, summary, Guid.CreateVersion7(clock.GetUtcNow()), ct);

    /// <param name="id">An id that the conversation has been told before.</param>
    internal async Task<Guid> Propose(ToolCall call, string tool, object arguments, string summary, Guid id, CancellationToken ct)
    {
        var (now, json) = (clock.GetUtcNow(), Json.Write(arguments));
        var db = call.Db;
        await using var reading = await db.Batch(
        [
            $"update pending_action set used_at = {now} where tenant_id = {db.Tenant} and conversation_id = {call.Conversation} and tool = {tool} and used_at is null",
            $"""
             insert into pending_action (tenant_id, id, conversation_id, tool, arguments, arguments_hash, actor, summary, created_at, expires_at)
             values ({db.Tenant}, {id}, {call.Conversation}, {tool}, {json:jsonb}, {Hash(tool, json)}, {Actor(call.Contact)}, {summary}, {now}, {now + OpenFor})
             """,
        ], ct);
        await reading.Affected(ct);
        return id;
    }

    /// <summary>The tool that asked; null when nothing of that id was asked in this conversation.</summary>
    public Task<string?> ToolOf(ToolCall call, Guid id, CancellationToken ct) => call.Db.Find<string?>($"""
        select tool from pending_action where tenant_id = {call.Tenant} and id = {id} and conversation_id = {call.Conversation}
        """, ct);

    /// <summary>Uses the action up and returns its arguments; null when it is not open for this person in this conversation.</summary>
    public async Task<T?> Take<T>(ToolCall call, Guid id, string tool, CancellationToken ct)
        where T : class
    {
        var db = call.Db;
        var row = await db.Find<Row>($"""
            update pending_action set used_at = {clock.GetUtcNow()}
            where tenant_id = {db.Tenant} and id = {id} and conversation_id = {call.Conversation} and actor = {Actor(call.Contact)} and tool = {tool}
              and used_at is null and expires_at > {clock.GetUtcNow()}
            returning arguments::text as arguments, arguments_hash
            """, ct);
        if (row is null)
        {
            return null;
        }

        // jsonb forgets spaces and order, so the arguments are written again as they were when hashed.
        var arguments = Json.Read<T>(row.Arguments);
        return CryptographicOperations.FixedTimeEquals(Hash(tool, Json.Write(arguments)), row.ArgumentsHash)
            ? arguments
            : throw new InvalidOperationException($"Pending action {id} holds other arguments than were shown.");
    }

    private static string Actor(ContactId contact) => $"customer:{contact}";

    private static byte[] Hash(string tool, string arguments) => SHA256.HashData(Encoding.UTF8.GetBytes($"{tool}\n{arguments}"));

    private sealed record Row(string Arguments, byte[] ArgumentsHash);
}
