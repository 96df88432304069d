using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Turns;

/// <summary>
/// Asks the brain, runs the tools it chose, and asks again until it has nothing more to call. Each answer and each call is a step of the
/// journal; recorded steps are replayed.
/// </summary>
internal sealed class ToolLoop(TenantDb tenants, Journal journal, BrainChoice brains)
{
    private const int MaxRounds = 6;
    private const int MaxCalls = 16;

    /// <summary>The brain's last words.</summary>
    public async Task<string> Run(TurnRun run, CancellationToken ct)
    {
        var calls = 0;
        for (var round = 1; ; round++)
        {
            var lastWord = round > MaxRounds || calls >= MaxCalls;
            var answer = run.Steps.Replay<Answer>(StepKind.Answer) ?? await Ask(run, lastWord, ct);
            if (lastWord || answer.Calls.Count == 0)
            {
                return answer.Text;
            }

            run.Messages.Add(answer.ToMessage());
            calls += answer.Calls.Count;
            await Call(run, round, answer.Calls, ct);
            if (run.Answers[^1].Answer.Last)
            {
                return "";
            }
        }
    }

    private async Task<Answer> Ask(TurnRun run, bool lastWord, CancellationToken ct)
    {
        var answer = await Ask(run, Options(run, lastWord), ct);
        FaultPoint.Hit("llm.called");
        var step = run.Steps.Draft(StepKind.Answer, run.Mind.Name, answer);
        run.Steps.Keep(step);
        if (!run.Mind.Repeatable)
        {
            await journal.Append(tenants.For(run.Call.Tenant), run.Call.Turn, run.Steps.Unsaved, run.Held, ct);
            run.Steps.Stored(step);
        }

        FaultPoint.Hit("llm.recorded");
        return answer;
    }

    // A model that cannot be reached must not silence the shop: the built-in brain goes on from the same messages.
    private async Task<Answer> Ask(TurnRun run, ChatOptions options, CancellationToken ct)
    {
        try
        {
            return run.Mind.Repeatable ? await Think() : await WorkPlaces.Aside(Think);
        }
        catch (Exception e) when (!run.Mind.Repeatable && IsOutage(e, ct))
        {
            run.Mind = brains.BuiltIn;
            return await Think();
        }

        async Task<Answer> Think() => Answer.Of(await run.Mind.Client.GetResponseAsync(run.Messages, options, ct));
    }

    private static bool IsOutage(Exception e, CancellationToken ct) =>
        e is HttpRequestException or TimeoutException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private static ChatOptions Options(TurnRun run, bool lastWord) => lastWord
        ? new() { ToolMode = ChatToolMode.None }
        : new() { Tools = [.. run.Tools.Select(t => t.Function)], ToolMode = ChatToolMode.Auto };

    private async Task Call(TurnRun run, int round, IReadOnlyList<Ask> asks, CancellationToken ct)
    {
        var results = new ChatMessage(ChatRole.Tool, []);
        foreach (var ask in asks)
        {
            var answer = run.Steps.Replay<ToolAnswer>(StepKind.Tool) ?? await Call(run, ask, ct);
            run.Take(round, answer);
            results.Contents.Add(new FunctionResultContent(ask.Id, answer.Facts.GetRawText()) { RawRepresentation = answer });
        }

        run.Messages.Add(results);
    }

    private async Task<ToolAnswer> Call(TurnRun run, Ask ask, CancellationToken ct)
    {
        FaultPoint.Hit("tool.before");
        if (run.Find(ask.Tool) is not { } tool)
        {
            return Keep(run, ask, ToolAnswer.Refused(new("no-such-tool", "There is no such tool.")));
        }

        if (ask.Arguments is null)
        {
            return Keep(run, ask, ToolAnswer.Refused(new("arguments-not-readable", "The arguments are not valid JSON.")));
        }

        var work = await tool.Invoke(run.Call with { Step = run.Steps.Next }, ask.ToArguments(), ct);
        return work.Act is { } act ? await Write(run, act, ask, ct) : Keep(run, ask, work.Answer!);
    }

    // The effect, its step and every earlier step that is not stored yet are one transaction: all happened, or none did because the turn is
    // no longer ours.
    private async Task<ToolAnswer> Write(TurnRun run, Func<ToolCall, CancellationToken, Task<ToolAnswer>> act, Ask ask, CancellationToken ct)
    {
        ToolAnswer? refused = null;
        var written = await tenants.Try<(ToolAnswer Answer, JournalStep Step)>(run.Call.Tenant, async db =>
        {
            var answer = await act(run.Call with { Db = db, Step = run.Steps.Next }, ct);
            if (answer.Refusal is { } refusal)
            {
                refused = answer;
                return refusal;
            }

            var step = run.Steps.Draft(StepKind.Tool, ask.Tool, answer);
            await journal.Append(db, run.Call.Turn, [.. run.Steps.Unsaved, step], run.Held, ct);
            return (answer, step);
        }, ct);
        if (!written.Ok)
        {
            return Keep(run, ask, refused!);
        }

        run.Steps.Stored(written.Value.Step);
        FaultPoint.Hit("tool.committed");
        return written.Value.Answer;
    }

    private static ToolAnswer Keep(TurnRun run, Ask ask, ToolAnswer answer)
    {
        run.Steps.Keep(run.Steps.Draft(StepKind.Tool, ask.Tool, answer));
        return answer;
    }
}
