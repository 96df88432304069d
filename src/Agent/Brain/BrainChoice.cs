using ChatCommerce.Platform;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>Who answers.</summary>
/// <param name="Name">Stands in the journal and with each turn.</param>
/// <param name="Repeatable">
/// Asked again it answers the same, for nothing: its answers need not be stored before their tools run. True of the built-in brain only.
/// </param>
public sealed record Mind(string Name, IChatClient Client, bool Repeatable);

/// <summary>Picks a tenant's own model; null means the built-in brain. Registered by whoever brings models.</summary>
public delegate Mind? ChooseMind(TenantId tenant);

/// <summary>The brain of a turn: the tenant's model if it has one, the built-in brain otherwise and for acts that must never depend on a model.</summary>
public sealed class BrainChoice(BuiltInBrain builtIn, IEnumerable<ChooseMind> models)
{
    private readonly ChooseMind[] models = [.. models];

    public Mind BuiltIn { get; } = new(BuiltInBrain.Name, builtIn, Repeatable: true);

    /// <param name="plain">The customer tapped a button, confirmed, or asked for silence or a person: code knows what to do.</param>
    public Mind For(TenantId tenant, bool plain) =>
        plain ? BuiltIn : models.Select(choose => choose(tenant)).FirstOrDefault(mind => mind is not null) ?? BuiltIn;
}
