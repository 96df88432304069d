namespace ChatCommerce.Sandbox.Traffic;

public enum Direction
{
    /// <summary>The product called the provider.</summary>
    ToProvider,

    /// <summary>The provider called the product.</summary>
    FromProvider,
}

/// <summary>One HTTP request and its answer, as bytes went over the wire; secrets are masked, long bodies clipped.</summary>
public sealed record Exchange
{
    public required DateTimeOffset At { get; init; }

    public required string Provider { get; init; }

    /// <summary>Whose account at the provider, where that is known.</summary>
    public string Account { get; init; } = "";

    public required Direction Direction { get; init; }

    public required string Method { get; init; }

    public required string Url { get; init; }

    public string RequestHeaders { get; init; } = "";

    public string RequestBody { get; init; } = "";

    /// <summary>Null when the connection ended without an answer.</summary>
    public int? Status { get; init; }

    public string ResponseHeaders { get; init; } = "";

    public string ResponseBody { get; init; } = "";

    public TimeSpan Took { get; init; }
}
