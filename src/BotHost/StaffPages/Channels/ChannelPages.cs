using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.StaffPages.Channels.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Channels;

/// <summary>A shop's accounts at the messengers: all of them, a new one, one of them.</summary>
internal sealed class ChannelPages(
    AccountFigures figures, MessageTemplates templates, ChannelKinds kinds, HostAddress address, TenantDb db, IAntiforgery antiforgery, TimeProvider clock)
{
    public async Task<IResult> List(StaffCall call, HttpContext http) => StaffAnswers.Page<ChannelListPage>(new()
    {
        ["View"] = new ChannelListView(call, await figures.List(call.Tenant.Id, http.RequestAborted), kinds)
        {
            Token = Token(http),
            IsDone = http.Request.Query["done"] == "disconnect",
        },
    });

    public IResult Connect(StaffCall call, HttpContext http, string kind, RefusedForm? refused) => Offered(kind) is { } form
        ? StaffAnswers.Page<ConnectPage>(new() { ["View"] = new ConnectView(call, form, refused, Token(http)) }, refused?.Status ?? StatusCodes.Status200OK)
        : Results.NotFound();

    public async Task<IResult> Show(StaffCall call, HttpContext http, ChannelAccountId id, AccountOutcome? outcome)
    {
        if (await figures.Find(call.Tenant.Id, id, http.RequestAborted) is not { } account || Offered(account.Kind) is not { } form)
        {
            return Results.NotFound();
        }

        var channel = (IProviderChannel)kinds.Of(account.Kind);
        var view = new AccountPageView(call, account, form, Token(http))
        {
            Callback = address.At($"/webhooks/{account.Kind}/{account.WebhookToken}"),
            Outcome = outcome,
            Done = outcome is null ? http.Request.Query["done"].ToString() : "",
            TestedIn = ConversationId.TryParse(http.Request.Query["in"], null, out var conversation) ? conversation : null,
            SetsUpItself = channel is IWebhookSetup,
            Templates = channel.Window.Templates ? await templates.List(db.For(call.Tenant.Id), id, http.RequestAborted) : null,
            Now = clock.GetUtcNow(),
        };
        return StaffAnswers.Page<AccountPage>(new() { ["View"] = view }, outcome?.Refused?.Status ?? StatusCodes.Status200OK);
    }

    /// <summary>The kind's form, when this program speaks it.</summary>
    public AccountForm? Offered(string kind) => kinds.FormOf(kind);

    private string Token(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;
}
