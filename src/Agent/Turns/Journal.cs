using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Turns;

/// <summary>One recorded step of a turn: what a brain answered, or what a tool was asked and gave back.</summary>
/// <param name="N">Position in the turn, from 0 without gaps.</param>
/// <param name="Name">The brain's name, or the tool's.</param>
/// <param name="Content">JSON that is enough to go on from here without asking or doing again.</param>
public sealed record JournalStep(int N, StepKind Kind, string Name, string Content, DateTimeOffset At);

public enum StepKind
{
    Answer,
    Tool,
}

/// <summary>The steps of turns. A step stored here has happened; after a crash it is replayed, never repeated.</summary>
public sealed class Journal
{
    public async Task<IReadOnlyList<JournalStep>> Read(TenantScope db, TurnId turn, CancellationToken ct) =>
        await db.List<JournalStep>(Select(db, turn), ct);

    /// <summary>
    /// Stores the steps, or throws <see cref="TurnLost"/> where <paramref name="held"/> finds no row. Two runs of one turn cannot both store a
    /// step: the second fails on the key and its effects roll back.
    /// </summary>
    /// <param name="held">Its row stays locked until the transaction ends, so that a takeover comes before the effect or after, and never between.</param>
    public async Task Append(TenantScope db, TurnId turn, IReadOnlyList<JournalStep> steps, Sql held, CancellationToken ct)
    {
        // Last in the transaction, where it is locked for a moment only and after the rows of orders, as in settling a payment.
        await using var reading = await db.Batch([$"{held} for no key update", Insert(db.Tenant, turn, steps, held)], ct);
        if (await reading.Find<int?>(ct) is null)
        {
            throw new TurnLost();
        }

        await reading.Affected(ct);
    }

    internal static Sql Select(TenantScope db, TurnId turn) => $"""
        select n, kind, name, content::text as content, at from step where tenant_id = {db.Tenant} and turn_id = {turn} order by n
        """;

    /// <summary>The statement that stores the steps where <paramref name="when"/> finds a row, for a batch of the caller's own.</summary>
    public static Sql Insert(TenantId tenant, TurnId turn, IReadOnlyList<JournalStep> steps, Sql when) => $"""
        insert into step (tenant_id, turn_id, n, kind, name, content, at)
        select {tenant}, {turn}, n, kind, name, content::jsonb, at
        from unnest({Array(steps, s => s.N)}, {Array(steps, s => KindText(s.Kind))}, {Array(steps, s => s.Name)}, {Array(steps, s => s.Content)},
            {Array(steps, s => s.At.ToUniversalTime())}) as s (n, kind, name, content, at)
        where exists ({when})
        """;

    private static T[] Array<T>(IReadOnlyList<JournalStep> steps, Func<JournalStep, T> pick) => [.. steps.Select(pick)];

    private static string KindText(StepKind kind) => kind == StepKind.Tool ? "tool" : "answer";
}
