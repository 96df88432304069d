using System.Text.RegularExpressions;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Templates that a provider approved, as the shop tells us of them.</summary>
public sealed partial class MessageTemplates(Audit audit, TimeProvider clock)
{
    public static readonly IReadOnlyList<string> Classes = ["notice", "payment_link", "campaign"];
    public static readonly IReadOnlyList<string> Statuses = ["pending", "approved", "rejected", "paused"];

    /// <summary>What a place of a template can be filled with.</summary>
    public static readonly IReadOnlyList<string> Parameters = ["text", "link", "number", "amount"];

    private const int MostBody = 1_024;

    public async Task<IReadOnlyList<MessageTemplate>> List(TenantScope db, ChannelAccountId account, CancellationToken ct) => await db.List<MessageTemplate>($"""
        select id, class, language, name, body, parameters, status, reason, changed_at from message_template
        where tenant_id = {db.Tenant} and channel_account_id = {account} order by class, language, name
        """, ct);

    /// <param name="id">The one to change; null: a new one.</param>
    public async Task<Result<Done>> Save(TenantScope db, ChannelAccountId account, Guid? id, TemplateDraft draft, Actor actor, CancellationToken ct)
    {
        if (Check(draft) is { } wrong)
        {
            return wrong;
        }

        var twin = await db.Find<Guid?>($"""
            select id from message_template
            where tenant_id = {db.Tenant} and channel_account_id = {account} and name = {draft.Name} and language = {draft.Language} and id is distinct from {id}
            """, ct);
        if (twin is not null)
        {
            return new Refusal("template-taken", "There is a template of this name in this language already.", "name");
        }

        if (id is null)
        {
            await Insert(db, account, draft, ct);
        }
        else if (await Update(db, account, id.Value, draft, ct) == 0)
        {
            return new Refusal("template-not-found", "There is no such template.");
        }

        var note = new { draft.Name, draft.Language, draft.Class, draft.Status };
        await audit.Write(db, actor, id is null ? "channel.template-added" : "channel.template-edited", "channel-account", account.ToString(), note, ct);
        return Done.It;
    }

    private Task<int> Insert(TenantScope db, ChannelAccountId account, TemplateDraft draft, CancellationToken ct) => db.Execute($"""
        insert into message_template (tenant_id, id, channel_account_id, class, language, name, body, parameters, status, changed_at)
        values ({db.Tenant}, {Guid.CreateVersion7(clock.GetUtcNow())}, {account}, {draft.Class}, {draft.Language}, {draft.Name}, {draft.Body},
            {draft.Places}, {draft.Status}, {clock.GetUtcNow()})
        """, ct);

    private Task<int> Update(TenantScope db, ChannelAccountId account, Guid id, TemplateDraft draft, CancellationToken ct) => db.Execute($"""
        update message_template set class = {draft.Class}, language = {draft.Language}, name = {draft.Name}, body = {draft.Body}, parameters = {draft.Places},
            status = {draft.Status}, reason = case when {draft.Status} = 'rejected' then reason end, changed_at = {clock.GetUtcNow()}
        where tenant_id = {db.Tenant} and channel_account_id = {account} and id = {id}
        """, ct);

    private static Refusal? Check(TemplateDraft draft) => draft switch
    {
        _ when !Named().IsMatch(draft.Name) => new("name-not-valid", "Expected the template's name at the provider: letters, digits and underscores.", "name"),
        _ when !Classes.Contains(draft.Class) => new("class-not-valid", "Choose what the template is for.", "class"),
        _ when !Spoken().IsMatch(draft.Language) => new("language-not-valid", "Expected a language as the provider writes it, such as en, en_US or ko.", "language"),
        _ when draft.Body.Length is 0 or > MostBody => new("body-not-valid", $"Expected the template's text of 1 to {MostBody} characters.", "body"),
        _ when draft.Places.FirstOrDefault(p => !Parameters.Contains(p)) is not null =>
            new("parameters-not-valid", $"Expected words out of {string.Join(", ", Parameters)}, in the order of the places.", "parameters"),
        _ when PlacesIn(draft.Body) != draft.Places.Length =>
            new("parameters-not-valid", $"Places such as {{{{1}}}} in the text: {PlacesIn(draft.Body)}; words here: {draft.Places.Length}. Expected one word for each place.", "parameters"),
        _ when !Statuses.Contains(draft.Status) => new("status-not-valid", "Choose what the provider says about it.", "status"),
        _ => null,
    };

    private static int PlacesIn(string body) => Place().Matches(body).Select(m => m.Value).Distinct(StringComparer.Ordinal).Count();

    [GeneratedRegex(@"\A[A-Za-z0-9_]{1,512}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"\A[a-z]{2,3}([_-][A-Z]{2})?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\{\{[A-Za-z0-9_]{1,40}\}\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}

/// <param name="Parameters">What fills each place, in order.</param>
/// <param name="Reason">Why the provider rejected it.</param>
public sealed record MessageTemplate(
    Guid Id, string Class, string Language, string Name, string Body, string[] Parameters, string Status, string? Reason, DateTimeOffset ChangedAt);

/// <param name="Parameters">As typed: words with spaces or commas between.</param>
public sealed record TemplateDraft(string Name, string Class, string Language, string Body, string Parameters, string Status)
{
    private static readonly char[] Between = [' ', ',', '\n', '\t'];

    public string[] Places => Parameters.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
