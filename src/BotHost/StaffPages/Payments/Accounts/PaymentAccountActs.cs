using ChatCommerce.BotHost.StaffPages.Channels;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.StaffPages.Payments.Accounts;

/// <summary>The forms of the payment account pages. What is refused comes back in its form, without the secrets.</summary>
internal sealed class PaymentAccountActs(PaymentAccountPages pages, PaymentAccounts accounts, ConnectPayments connecting, TenantDb db)
{
    public async Task<IResult> Connect(StaffCall call, HttpContext http)
    {
        var typed = await StaffForm.Read(http);
        var connected = await connecting.Connect(call.Tenant.Id, typed["secretKey"].Trim(), typed["webhookSecret"].Trim(), call.Actor, http.RequestAborted);
        return connected.Ok
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/payments/accounts/{connected.Value.Id}?done=connect")
            : await pages.Connect(call, http, new RefusedForm(connected.Refusal!, typed));
    }

    public Task<IResult> Verify(StaffCall call, HttpContext http, PaymentAccountId id) => Act(call, http, id, "verify", _ =>
        connecting.Verify(call.Tenant.Id, id, http.RequestAborted));

    public Task<IResult> ChangeKey(StaffCall call, HttpContext http, PaymentAccountId id) => Act(call, http, id, "key", typed =>
        connecting.ChangeKey(call.Tenant.Id, id, typed["secretKey"].Trim(), call.Actor, http.RequestAborted));

    public Task<IResult> Rotate(StaffCall call, HttpContext http, PaymentAccountId id) => Act(call, http, id, "rotate", typed =>
        connecting.ChangeWebhookSecret(call.Tenant.Id, id, typed["webhookSecret"].Trim(), call.Actor, http.RequestAborted));

    public Task<IResult> Pause(StaffCall call, HttpContext http, PaymentAccountId id) => Act(call, http, id, "pause", _ =>
        Set(call, http, id, PaymentAccountStatus.Paused));

    public Task<IResult> Activate(StaffCall call, HttpContext http, PaymentAccountId id) => Act(call, http, id, "activate", _ =>
        Set(call, http, id, PaymentAccountStatus.Active));

    private Task<Result<Done>> Set(StaffCall call, HttpContext http, PaymentAccountId id, PaymentAccountStatus status) =>
        db.Try(call.Tenant.Id, tx => accounts.SetStatus(tx, id, status, call.Actor, http.RequestAborted), http.RequestAborted);

    private async Task<IResult> Act(StaffCall call, HttpContext http, PaymentAccountId id, string act, Func<StaffForm, Task<Result<Done>>> run)
    {
        if (await pages.Find(call, id, http.RequestAborted) is null)
        {
            return Results.NotFound();
        }

        var typed = await StaffForm.Read(http);
        var done = await run(typed);
        return done.Ok
            ? SeeOther.To($"/{call.Tenant.Slug}/manage/payments/accounts/{id}?done={act}")
            : await pages.Show(call, http, id, (act, new RefusedForm(done.Refusal!, typed)));
    }
}
