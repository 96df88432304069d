using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>
/// Asks the channel's rules about one message just before it goes out. Inside the window nothing is read for it; outside, the templates and
/// the person's other conversations are.
/// </summary>
internal sealed class DecideSend(TenantDb tenants, OpenThreads threads, TimeProvider clock)
{
    /// <param name="closed">The provider says that the window is closed, whatever we reckon.</param>
    public async Task<Verdict> Decide(ClaimedSends claim, WindowRules rules, DueSend send, bool closed, CancellationToken ct)
    {
        var now = new Situation(send.Class, claim.LastInboundAt, clock.GetUtcNow()) { Closed = closed || claim.WindowClosed };
        if (send.Class is MessageClass.Campaign)
        {
            now = now with { Marketing = await AgreesToAdvertising(claim, ct) };
        }

        var verdict = WindowPolicy.Decide(rules, now);
        return verdict is Send || send.Class is MessageClass.Reply or MessageClass.Confirmation
            ? verdict
            : WindowPolicy.Decide(rules, await WithWaysOut(claim, send, now, ct));
    }

    private async Task<Situation> WithWaysOut(ClaimedSends claim, DueSend send, Situation now, CancellationToken ct)
    {
        await using var reading = await tenants.For(claim.Tenant).Batch(
            [
                $"""
                select name, language, parameters from message_template
                where tenant_id = {claim.Tenant} and channel_account_id = {claim.Account} and class = {send.Class} and status = 'approved'
                    and split_part(replace(language, '_', '-'), '-', 1) = {send.Content.Language}
                order by changed_at desc
                """,
                $"""
                select c.id, a.kind, c.last_inbound_at, coalesce(c.window_closed_at >= c.last_inbound_at, c.window_closed_at is not null) as window_closed
                from conversation c
                join channel_account a on a.tenant_id = c.tenant_id and a.id = c.channel_account_id and a.status = 'connected'
                where c.tenant_id = {claim.Tenant} and c.contact_id = {claim.Contact} and c.id <> {claim.Conversation} and not {send.Moved}
                order by c.last_inbound_at desc nulls last limit 10
                """,
            ], ct);
        var templates = await reading.List<Template>(ct);
        var others = await reading.List<KnownThread>(ct);
        return now with
        {
            Template = templates.Select(t => Filled(t, send.Content)).FirstOrDefault(t => t is not null),
            Elsewhere = others.Find(threads.IsOpen)?.Id,
        };
    }

    // A template whose places the message cannot fill would arrive with holes in it.
    private static TemplatePermit? Filled(Template template, RichMessage message)
    {
        var values = template.Parameters.Select(name => name switch
        {
            "text" => message.Text,
            "link" => message.Facts.GetValueOrDefault(name) ?? message.Link?.Url,
            _ => message.Facts.GetValueOrDefault(name),
        }).ToList();
        return values.TrueForAll(v => v is { Length: > 0 }) ? new(template.Name, template.Language, [.. values.Select(v => v!)]) : null;
    }

    private Task<bool> AgreesToAdvertising(ClaimedSends claim, CancellationToken ct) => tenants.For(claim.Tenant).Get<bool>($"""
        select coalesce((
            select granted from consent where tenant_id = {claim.Tenant} and contact_id = {claim.Contact} and purpose = 'marketing'
            order by at desc, id desc limit 1), false)
        """, ct);

    private sealed record Template(string Name, string Language, string[] Parameters);
}
