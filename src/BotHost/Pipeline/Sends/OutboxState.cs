using System.Collections.Frozen;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>How far a message is on its way to the customer. Where a statement asks for one, it stands as a word: a partial index takes no parameter.</summary>
public enum OutboxState
{
    Pending,

    /// <summary>A worker has it in hand; nothing has left.</summary>
    Claimed,

    /// <summary>An attempt is journaled: bytes may have left.</summary>
    Sending,

    /// <summary>It may not go out until the customer writes again.</summary>
    Held,

    /// <summary>The provider has taken all of it.</summary>
    Accepted,
    Delivered,
    Read,
    Failed,

    /// <summary>Nobody knows whether the provider took it.</summary>
    Ambiguous,

    /// <summary>Another speaks now, or it went another way.</summary>
    Withdrawn,

    /// <summary>The person said stop.</summary>
    Suppressed,
}

/// <summary>The allowed moves. The database guards the outbox with the same list (trigger <c>outbox_move</c>); docs/state-machines.md draws both.</summary>
public static class OutboxMoves
{
    // A message of several parts is what the least of them is, and a part may be heard of late: so reports move it both ways.
    private static readonly FrozenDictionary<OutboxState, OutboxState[]> Moves = new Dictionary<OutboxState, OutboxState[]>
    {
        [OutboxState.Pending] = [OutboxState.Claimed, OutboxState.Accepted, OutboxState.Withdrawn, OutboxState.Suppressed],
        [OutboxState.Claimed] = [OutboxState.Pending, OutboxState.Sending, OutboxState.Accepted, OutboxState.Held, OutboxState.Failed, OutboxState.Withdrawn, OutboxState.Suppressed],
        [OutboxState.Sending] = [OutboxState.Pending, OutboxState.Accepted, OutboxState.Held, OutboxState.Failed, OutboxState.Ambiguous, OutboxState.Withdrawn],
        [OutboxState.Held] = [OutboxState.Pending, OutboxState.Withdrawn],
        [OutboxState.Accepted] = [OutboxState.Delivered, OutboxState.Read, OutboxState.Failed],
        [OutboxState.Delivered] = [OutboxState.Accepted, OutboxState.Read, OutboxState.Failed],
        [OutboxState.Read] = [OutboxState.Accepted, OutboxState.Delivered, OutboxState.Failed],
        [OutboxState.Failed] = [OutboxState.Pending, OutboxState.Accepted, OutboxState.Delivered, OutboxState.Read],
        [OutboxState.Ambiguous] = [OutboxState.Accepted, OutboxState.Delivered, OutboxState.Read, OutboxState.Failed],
        [OutboxState.Withdrawn] = [],
        [OutboxState.Suppressed] = [],
    }.ToFrozenDictionary();

    public static IEnumerable<(OutboxState From, OutboxState To)> All => Moves.SelectMany(m => m.Value.Select(to => (m.Key, to)));

    public static bool Allows(OutboxState from, OutboxState to) => Moves[from].Contains(to);
}
