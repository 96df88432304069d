using ChatCommerce.Platform;

namespace ChatCommerce.Agent.Turns;

/// <summary>The steps of the turn that runs now: those recorded before a crash are replayed first, new ones wait until they are saved.</summary>
internal sealed class Steps(IReadOnlyList<JournalStep> recorded, TimeProvider clock)
{
    private readonly List<JournalStep> unsaved = [];
    private int next;

    public int Next => next;

    public IReadOnlyList<JournalStep> Unsaved => unsaved;

    /// <summary>The recorded content of the next step, if there is one; it is thereby passed.</summary>
    public T? Replay<T>(StepKind kind)
        where T : class
    {
        if (next >= recorded.Count)
        {
            return null;
        }

        var step = recorded[next];
        if (step.N != next || step.Kind != kind)
        {
            throw new InvalidOperationException($"Step {next} of the turn should be a recorded {kind}, found step {step.N}, {step.Kind}.");
        }

        next++;
        return Json.Read<T>(step.Content);
    }

    public JournalStep Draft<T>(StepKind kind, string name, T content) => new(next, kind, name, Json.Write(content), clock.GetUtcNow());

    /// <summary>Keeps the step for a later save.</summary>
    public void Keep(JournalStep step)
    {
        unsaved.Add(step);
        next++;
    }

    /// <summary>The step and all before it have been stored.</summary>
    public void Stored(JournalStep step)
    {
        unsaved.Clear();
        next = step.N + 1;
    }
}
