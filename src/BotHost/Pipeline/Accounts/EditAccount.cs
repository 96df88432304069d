using ChatCommerce.Channels.Accounts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Accounts;

/// <summary>Changes an account's name and what may be shown of it.</summary>
public sealed class EditAccount(TenantDb tenants, ChannelAccounts accounts, Audit audit)
{
    public async Task<Result<Done>> Edit(TenantId tenant, ChannelAccountId id, AccountForm form, TypedAccount typed, Actor actor, CancellationToken ct)
    {
        var wrong = TypedAccount.CheckName(typed.Name) ?? form.Settings.Where(f => !f.Fits(typed.Value(f))).Select(TypedAccount.Wrong).FirstOrDefault();
        if (wrong is not null)
        {
            return wrong;
        }

        // A setting that no form knows stays as it is.
        var (set, cleared) = (form.Settings.Where(f => typed.Value(f).Length > 0).ToDictionary(f => f.Name, typed.Value), form.Settings.Select(f => f.Name).ToArray());
        var done = await tenants.Try(tenant, async Task<Result<Done>> (db) =>
        {
            var changed = await db.Execute($"""
                update channel_account set name = {typed.Name}, settings = (settings - {cleared}::text[]) || {set:jsonb}
                where tenant_id = {db.Tenant} and id = {id} and status <> 'disconnected'
                """, ct);
            if (changed == 0)
            {
                return new Refusal("account-disconnected", "The account was disconnected meanwhile. Connect it again.");
            }

            await audit.Write(db, actor, "channel.edited", "channel-account", id.ToString(), new { typed.Name, settings = set }, ct);
            return Done.It;
        }, ct);
        accounts.Forget(id);
        return done;
    }
}
