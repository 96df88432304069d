using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Guard;
using ChatCommerce.Agent.Prompts;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Words;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.Agent.Turns;

/// <summary>Answers one turn: asks the tenant's brain, lets it use tools, checks what it says, and returns what is to be committed.</summary>
public sealed class Assistant(TenantDb tenants, Journal journal, BrainChoice brains, Toolbox toolbox, TimeProvider clock)
{
    private readonly Openings openings = new(tenants, clock);
    private readonly ToolLoop loop = new(tenants, journal, brains);

    public async Task<TurnOutcome> Run(TurnRequest request, CancellationToken ct)
    {
        var prompt = Prompt.Get("assistant");
        var db = tenants.For(request.Tenant);
        var opening = await openings.Read(request, ct);
        var heard = Heard.Of(request);
        if (opening.Suppressed && !heard.Starts)
        {
            return new([], request.State, request.Failures, null, null, BuiltInBrain.Name, prompt.Hash, []);
        }

        var call = Authority(request, opening, heard, db);
        var messages = Transcript.Of(prompt, request, call);
        var mind = brains.For(request.Tenant, heard.Plain || call.Grant is not null);
        var run = new TurnRun(mind, call, toolbox.For(call), messages, new Steps(opening.Recorded, clock)) { Held = request.Held };
        var text = await loop.Run(run, ct);
        return Outcome(request, run, Checked(run, text), prompt);
    }

    private static ToolCall Authority(TurnRequest request, Opening opening, Heard heard, TenantScope db)
    {
        var memory = Memory.Read(request.State);
        return new(request.Tenant, request.Contact, request.Conversation, request.Turn)
        {
            Db = db,
            Shop = opening.Shop,
            Words = Phrases.For(heard.Language(request.Language, opening.Shop)),
            // A question stands for the one turn after it was asked.
            Memory = memory with { Asking = null },
            PublicUrl = request.PublicUrl,
            Failures = request.Failures,
            Grant = heard.Grant(memory),
        };
    }

    // Words that no record of this turn bears out are not sent: the tools' own texts stand, or a sentence that claims nothing.
    private static string Checked(TurnRun run, string text)
    {
        var answers = run.Answers.ConvertAll(a => a.Answer);
        if (ReplyGuard.Accepts(text, answers))
        {
            return text;
        }

        return answers.Exists(a => a.Show is not null) ? "" : run.Call.Words.Safe;
    }

    private static TurnOutcome Outcome(TurnRequest request, TurnRun run, string text, Prompt prompt)
    {
        var answers = run.Answers.ConvertAll(a => a.Answer);
        var language = answers.LastOrDefault(a => a.Language is not null)?.Language ?? run.Call.Language;
        return new(
            Reply.Of(run.Answers, text, run.Call),
            Json.Write(run.Call.Memory),
            answers.Exists(a => a.Unsure) ? request.Failures + 1 : 0,
            language == request.Language ? null : language,
            answers.LastOrDefault(a => a.HandOff is not null)?.HandOff,
            run.Mind.Name,
            prompt.Hash,
            [.. run.Steps.Unsaved]);
    }
}
