using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.StaffPages.Channels.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Channels;

/// <summary>The forms of the channel pages. What is refused comes back in the form it was typed into, without its secrets.</summary>
internal sealed class ChannelActs(ChannelPages pages, ChannelAccounts accounts, AccountDesk desk, HostAddress address, TenantDb db, AccountFigures figures)
{
    public async Task<IResult> Connect(StaffCall call, HttpContext http, string kind)
    {
        if (pages.Offered(kind) is not { } form)
        {
            return Results.NotFound();
        }

        var typed = await StaffForm.Read(http);
        var connected = await desk.Connecting.Connect(call.Tenant.Id, form, Typed(form, typed), call.Actor, http.RequestAborted);
        if (!connected.Ok)
        {
            return pages.Connect(call, http, kind, new(connected.Refusal!, typed));
        }

        return connected.Value switch
        {
            { SetUp: { Ok: false } answer, Id: var id } => await pages.Show(call, http, id, Refused("set-up", new("not-set-up", answer.Words), typed)),
            { SetUp: null, Made: { Count: > 0 } made, Id: var id } => await pages.Show(call, http, id, new("connect") { Made = made }),
            { Id: var id } => SeeOther.To($"/{call.Tenant.Slug}/manage/channels/{id}?done=connect"),
        };
    }

    public Task<IResult> Verify(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "verify", async (account, _, typed) =>
    {
        var answer = await desk.Provider.Ask(account, http.RequestAborted);
        if (answer.Ok)
        {
            await desk.Health.Resume(account, http.RequestAborted);
            await desk.Tokens.Ask(account, http.RequestAborted);
            return new("verify");
        }

        if (answer.CredentialsRefused)
        {
            await desk.Health.Pause(account, new(Retry.Permanent, answer.Words) { Meaning = Meaning.CredentialsRefused }, http.RequestAborted);
        }

        return Refused("verify", new("not-verified", answer.Words), typed);
    });

    public Task<IResult> SetUp(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "set-up", (account, _, typed) =>
        TellAddress(account, typed, "set-up", http.RequestAborted));

    public Task<IResult> Test(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "test", async (account, _, typed) =>
    {
        var sent = await desk.Tests.Send(account, typed["to"], typed["text"], call.Member, http.RequestAborted);
        return sent.Ok
            ? new("test" + (sent.Value.Conversation is { } conversation ? $"&in={conversation}" : ""))
            : Refused("test", sent.Refusal!, typed);
    });

    public Task<IResult> Edit(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "settings", async (account, form, typed) =>
    {
        var edited = await desk.Edits.Edit(account.Tenant, id, form, Typed(form, typed), call.Actor, http.RequestAborted);
        return edited.Ok ? new("settings") : Refused("settings", edited.Refusal!, typed);
    });

    public Task<IResult> Rotate(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "rotate", async (account, form, typed) =>
    {
        if (form.Secrets.Concat(form.Made).FirstOrDefault(f => f.Name == typed["secret"]) is not { } field)
        {
            return Refused("rotate", new("secret-unknown", "There is no such credential."), typed);
        }

        var rotated = await desk.Secrets.Rotate(account, field, typed["value"], call.Actor, http.RequestAborted);
        if (!rotated.Ok)
        {
            return Refused("rotate", rotated.Refusal!, typed);
        }

        if (rotated.Value.Made is not { } made)
        {
            return new("rotate");
        }

        var now = await accounts.Get(account.Tenant, id, http.RequestAborted);
        return desk.Provider.SetsUp(now)
            ? await TellAddress(now, typed, "rotate", http.RequestAborted)
            : new("rotate") { Made = new Dictionary<string, string> { [field.Name] = made } };
    });

    public Task<IResult> Template(StaffCall call, HttpContext http, ChannelAccountId id) => Act(call, http, id, "template", async (account, _, typed) =>
    {
        var draft = new TemplateDraft(typed["name"], typed["class"], typed["language"], typed["body"], typed["parameters"], typed["status"]);
        Guid? template = Guid.TryParseExact(typed["template"], "D", out var known) ? known : null;
        var saved = await db.Try(account.Tenant, tx => desk.Templates.Save(tx, id, template, draft, call.Actor, http.RequestAborted), http.RequestAborted);
        return saved.Ok ? new("template") : Refused("template", saved.Refusal!, typed);
    });

    public async Task<IResult> Disconnect(StaffCall call, HttpContext http, ChannelAccountId id) => await Act(call, http, id, "disconnect", async (account, _, typed) =>
    {
        var ended = typed.IsTicked("sure")
            ? await desk.Ending.Disconnect(account.Tenant, id, call.Actor, http.RequestAborted)
            : new Refusal("not-sure", "Tick that you are sure.", "sure");
        return ended.Ok ? new("disconnect") : Refused("disconnect", ended.Refusal!, typed);
    });

    private async Task<AccountOutcome> TellAddress(ChannelAccount account, StaffForm typed, string act, CancellationToken ct)
    {
        var view = await figures.Find(account.Tenant, account.Id, ct);
        var answer = await desk.Provider.SetUp(account, address.At($"/webhooks/{account.Kind}/{view!.WebhookToken}"), ct);
        return answer switch
        {
            null => Refused(act, new("not-set-up", "The address is entered at the provider by a person: follow the steps."), typed),
            { Ok: false } => Refused("set-up", new("not-set-up", answer.Words), typed),
            _ => new(act),
        };
    }

    private async Task<IResult> Act(
        StaffCall call, HttpContext http, ChannelAccountId id, string act, Func<ChannelAccount, AccountForm, StaffForm, Task<AccountOutcome>> run)
    {
        if (await accounts.Find(call.Tenant.Id, id, http.RequestAborted) is not { } account || pages.Offered(account.Kind) is not { } form)
        {
            return Results.NotFound();
        }

        var typed = await StaffForm.Read(http);
        var outcome = account.Disconnected
            ? Refused(act, new("account-disconnected", "The account is disconnected. Connect it again first."), typed)
            : await run(account, form, typed);
        return outcome is { Refused: null, Made.Count: 0 }
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/channels/{id}?done={outcome.Act}")
            : await pages.Show(call, http, id, outcome);
    }

    private static AccountOutcome Refused(string act, Refusal refusal, StaffForm typed) => new(act) { Refused = new(refusal, typed) };

    private static TypedAccount Typed(AccountForm form, StaffForm typed) => new(
        typed["name"], form.Secrets.Concat(form.Settings).Append(form.ExternalId).ToDictionary(f => f.Name, f => typed[f.Name]));
}
