using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Turns;

/// <summary>What one turn has so far: its messages, its steps and what its tools gave back.</summary>
internal sealed class TurnRun(Mind mind, ToolCall call, IReadOnlyList<Tool> tools, List<ChatMessage> messages, Steps steps)
{
    private readonly Dictionary<string, Tool> byName = tools.ToDictionary(t => t.Name);

    public Mind Mind { get; set; } = mind;

    /// <summary>The authority of this turn, with the memory as its tools have left it.</summary>
    public ToolCall Call { get; private set; } = call;

    public List<ChatMessage> Messages { get; } = messages;

    public Steps Steps { get; } = steps;

    public IReadOnlyList<Tool> Tools { get; } = tools;

    /// <summary>Selects a row while the turn is still ours.</summary>
    public required Sql Held { get; init; }

    /// <summary>The answers of tools, with the round of the brain they belong to.</summary>
    public List<(int Round, ToolAnswer Answer)> Answers { get; } = [];

    public Tool? Find(string name) => byName.GetValueOrDefault(name);

    public void Take(int round, ToolAnswer answer)
    {
        Answers.Add((round, answer));
        Call = Call with { Memory = answer.Memory ?? Call.Memory };
    }
}
