namespace ChatCommerce.Sandbox.Faults;

internal enum FaultKind
{
    /// <summary>Deliver an event several times, all copies at once.</summary>
    Duplicate,

    /// <summary>Deliver an event late, or let an API call wait before it runs.</summary>
    Delay,

    /// <summary>Gather events and deliver them last first.</summary>
    Reorder,

    /// <summary>Keep events until they are released by hand, in any order.</summary>
    Hold,

    /// <summary>Never deliver an event.</summary>
    Drop,

    /// <summary>Answer 429 with Retry-After.</summary>
    TooMany,

    /// <summary>Answer 500, before or after the call did its work.</summary>
    ServerError,

    /// <summary>Never answer.</summary>
    Hang,

    /// <summary>Do the work, then cut the connection without an answer.</summary>
    Reset,

    /// <summary>Answer as if the shop's token were not valid any more.</summary>
    TokenRevoked,
}

internal enum FaultSide
{
    Api,
    Events,
}

/// <summary>One fault to play. It wears off after <see cref="Times"/> uses, or never when that is null.</summary>
internal sealed record Fault
{
    public string Id { get; init; } = Ids.New("fault_", 10);

    public required string Provider { get; init; }

    public required FaultKind Kind { get; init; }

    public FaultSide Side { get; init; }

    /// <summary>Part of the event's type or of "POST /v1/refunds"; empty meets everything.</summary>
    public string Match { get; init; } = "";

    /// <summary>Only for this account; empty meets all.</summary>
    public string Account { get; init; } = "";

    public int? Times { get; init; }

    public int Copies { get; init; } = 2;

    public double Seconds { get; init; } = 5;

    /// <summary>How many events a reorder gathers.</summary>
    public int Window { get; init; } = 2;

    /// <summary>Whether a server error comes after the work was done.</summary>
    public bool Executed { get; init; }

    public TimeSpan Wait => TimeSpan.FromSeconds(Seconds);

    public bool Meets(FaultSide side, string provider, string account, string what) =>
        Side == side
        && Provider.Equals(provider, StringComparison.Ordinal)
        && (Account.Length == 0 || Account.Equals(account, StringComparison.Ordinal))
        && what.Contains(Match, StringComparison.OrdinalIgnoreCase);
}
