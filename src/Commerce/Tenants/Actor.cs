using ChatCommerce.Platform.Database;

namespace ChatCommerce.Commerce.Tenants;

public enum ActorKind
{
    Staff,
    Api,
    Agent,
    System,
    Customer,
}

/// <summary>Who did something: written to the audit and stock ledgers.</summary>
/// <param name="Name">The person's or token's name, or the part of the program.</param>
public sealed record Actor(ActorKind Kind, string Name)
{
    /// <summary>A part of the program acting by itself, such as <c>demo</c> or <c>expiry</c>.</summary>
    public static Actor System(string name) => new(ActorKind.System, name);

    /// <summary>One text for ledgers: <c>staff:Ann</c>.</summary>
    public override string ToString() => $"{SqlName.Of(Kind)}:{Name}";
}
