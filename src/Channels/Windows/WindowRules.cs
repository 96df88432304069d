namespace ChatCommerce.Channels.Windows;

/// <summary>When a channel's provider lets us write, in data.</summary>
public sealed record WindowRules
{
    /// <summary>No window: free-form at any time.</summary>
    public static WindowRules Always { get; } = new();

    /// <summary>How long after the customer's last message free-form text may be sent; null: for ever.</summary>
    public TimeSpan? FreeForm { get; init; }

    /// <summary>How long a person of the shop may still write, marked as such; null: no longer than anybody.</summary>
    public TimeSpan? HumanTag { get; init; }

    /// <summary>Whether templates approved beforehand may be sent outside the window.</summary>
    public bool Templates { get; init; }

    /// <summary>Whether the provider only takes answers inside its own request, so that everything else waits for the next one.</summary>
    public bool AnswersOnly { get; init; }
}

/// <summary>Under which rule a message goes out.</summary>
public abstract record Permit
{
    public static Permit FreeForm { get; } = new FreeFormPermit();

    public static Permit HumanTag { get; } = new HumanTagPermit();
}

/// <summary>Inside the window, or on a channel without one.</summary>
public sealed record FreeFormPermit : Permit;

/// <summary>Outside the window, written by a person and marked so.</summary>
public sealed record HumanTagPermit : Permit;

/// <summary>Outside the window, as a template that the provider approved.</summary>
/// <param name="Name">Its name or id at the provider.</param>
/// <param name="Parameters">The values of its places, in order.</param>
public sealed record TemplatePermit(string Name, string Language, IReadOnlyList<string> Parameters) : Permit;
