using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.StaffPages.Channels;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Platform.Database;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Payments.Accounts;

/// <summary>A shop's accounts at the payment provider: all of them, a new one, one of them.</summary>
internal sealed class PaymentAccountPages(PaymentAccounts accounts, ConnectPayments connecting, HostAddress address, TenantDb db, IAntiforgery antiforgery)
{
    public async Task<IResult> List(StaffCall call, HttpContext http) => StaffAnswers.Page<PaymentAccountListPage>(new()
    {
        ["View"] = new PaymentAccountListView(call, await accounts.List(db.For(call.Tenant.Id), http.RequestAborted), Token(http)),
    });

    public async Task<IResult> Connect(StaffCall call, HttpContext http, RefusedForm? refused)
    {
        var webhook = Webhook(await connecting.NextWebhookToken(call.Tenant.Id, http.RequestAborted));
        return StaffAnswers.Page<ConnectPaymentsPage>(new() { ["View"] = new ConnectPaymentsView(call, webhook, refused, Token(http)) }, refused?.Status ?? StatusCodes.Status200OK);
    }

    /// <param name="refused">What was refused, and in which form.</param>
    public async Task<IResult> Show(StaffCall call, HttpContext http, PaymentAccountId id, (string Act, RefusedForm Form)? refused)
    {
        if (await Find(call, id, http.RequestAborted) is not { } account)
        {
            return Results.NotFound();
        }

        var view = new PaymentAccountPageView(call, account, Webhook(account.WebhookToken), Token(http))
        {
            Refusal = refused,
            Done = refused is null ? http.Request.Query["done"].ToString() : "",
        };
        return StaffAnswers.Page<PaymentAccountPage>(new() { ["View"] = view }, refused?.Form.Status ?? StatusCodes.Status200OK);
    }

    public async Task<PaymentAccountView?> Find(StaffCall call, PaymentAccountId id, CancellationToken ct) =>
        (await accounts.List(db.For(call.Tenant.Id), ct)).FirstOrDefault(a => a.Id == id);

    private Uri Webhook(string token) => address.At($"/webhooks/stripe/{token}");

    private string Token(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;
}
