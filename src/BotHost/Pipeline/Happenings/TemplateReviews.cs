using ChatCommerce.Channels;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>
/// What the provider's reviewers say of a template takes effect at once: one that was paused is not sent any more. The provider knows
/// templates by business, so it counts for all numbers of the same one. Owners see state and reason on the account's page.
/// </summary>
public sealed class TemplateReviews(Audit audit, TimeProvider clock)
{
    internal async Task Apply(TenantScope db, ChannelAccount account, TemplateReviewed review, CancellationToken ct)
    {
        if (StatusOf(review.State) is not { } status)
        {
            return;
        }

        var business = account.Settings.GetValueOrDefault("waba_id");
        var changed = await db.Execute($"""
            update message_template t set status = {status}, reason = {(status is "approved" ? null : review.Reason)}, changed_at = {clock.GetUtcNow()}
            from channel_account a
            where t.tenant_id = {db.Tenant} and a.tenant_id = {db.Tenant} and a.id = t.channel_account_id
                and (a.id = {account.Id} or (a.kind = {account.Kind} and a.settings->>'waba_id' = {business}))
                and t.name = {review.Name} and lower(replace(t.language, '-', '_')) = lower(replace({review.Language}, '-', '_'))
                and (t.status, t.reason) is distinct from ({status}, {(status is "approved" ? null : review.Reason)})
            """, ct);
        if (changed > 0)
        {
            var note = new { review.Name, review.Language, review.State, review.Reason };
            await audit.Write(db, Actor.System("provider"), "channel.template-reviewed", "channel-account", account.Id.ToString(), note, ct);
        }
    }

    // A flag is a warning: the template is sent as before. What is ended for any other reason is not.
    private static string? StatusOf(string state) => state switch
    {
        "approved" or "reinstated" or "unpaused" => "approved",
        "rejected" => "rejected",
        "pending" or "in_appeal" => "pending",
        "flagged" => null,
        _ => "paused",
    };
}
