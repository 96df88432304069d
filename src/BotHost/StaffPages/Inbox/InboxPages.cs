using ChatCommerce.BotHost.Conversations;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>The inbox: the list, one thread, what the customer has, and the acts on it.</summary>
internal sealed class InboxPages(
    Conversations.Inbox inbox, ConversationControl control, InboundMedia media, Carts carts, Commerce.Orders.Orders orders, WindowWords window,
    TenantDb db, IAntiforgery antiforgery)
{
    private const int MessagesShown = 100;

    public Task<IResult> Show(StaffCall call, HttpContext http, ConversationId? id) => Page(call, http, id, null);

    /// <summary>The list alone, for a page that is open.</summary>
    public async Task<IResult> List(StaffCall call, HttpContext http)
    {
        ConversationId? open = ConversationId.TryParse(http.Request.Query["open"], null, out var id) ? id : null;
        return StaffAnswers.Page<InboxList>(new() { ["View"] = await ListOf(call, http, open) });
    }

    /// <summary>The thread alone, for a page that is open.</summary>
    public async Task<IResult> Thread(StaffCall call, HttpContext http, ConversationId id) =>
        await ThreadOf(call, http, id) is { } thread ? StaffAnswers.Page<InboxThread>(new() { ["View"] = thread }) : Results.NotFound();

    /// <summary>What a customer sent as a file, once it is kept.</summary>
    public async Task<IResult> File(StaffCall call, HttpContext http, ConversationId id, MessageId message) =>
        await media.Find(db.For(call.Tenant.Id), id, message, http.RequestAborted) is { } file ? FileAnswer.Of(http, file) : Results.NotFound();

    public async Task<IResult> Act(
        StaffCall call, HttpContext http, ConversationId id, Func<ConversationControl, TenantScope, Task<Result<Done>>> act)
    {
        var done = await db.Try(call.Tenant.Id, tx => act(control, tx), http.RequestAborted);
        return done.Ok ? SeeOther.To($"/{call.Tenant.Slug}/inbox/{id}{InboxFilter.Of(http.Request.Query).Query()}") : await Page(call, http, id, done.Refusal);
    }

    private async Task<IResult> Page(StaffCall call, HttpContext http, ConversationId? id, Refusal? refused)
    {
        var thread = id is { } open ? await ThreadOf(call, http, open) : null;
        if (id is not null && thread is null)
        {
            return Results.NotFound();
        }

        var view = new InboxPageView(await ListOf(call, http, id), thread, await Customer(call, thread, http.RequestAborted), Token(http))
        {
            Problem = refused?.Message,
            Draft = refused is null ? "" : http.Request.Form["text"].ToString(),
        };
        return StaffAnswers.Page<InboxPage>(new() { ["View"] = view }, refused is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private async Task<InboxListView> ListOf(StaffCall call, HttpContext http, ConversationId? open)
    {
        var filter = InboxFilter.Of(http.Request.Query);
        return new(call, filter, await inbox.List(db.For(call.Tenant.Id), filter.For(call.Member), http.RequestAborted), open);
    }

    private async Task<ThreadView?> ThreadOf(StaffCall call, HttpContext http, ConversationId id)
    {
        var (scope, ct) = (db.For(call.Tenant.Id), http.RequestAborted);
        if (await inbox.Find(scope, id, ct) is not { } line)
        {
            return null;
        }

        if (line.Unread && call.May(Role.Agent))
        {
            await control.MarkRead(scope, id, ct);
        }

        long? before = long.TryParse(http.Request.Query["beforeSeq"], out var seq) ? seq : null;
        var messages = await inbox.Thread(scope, id, before, MessagesShown, ct);
        return new(call, line, messages, Token(http), messages.Count == MessagesShown ? messages[0].Seq : null) { Window = window.Of(call.Tenant, line) };
    }

    private async Task<CustomerView?> Customer(StaffCall call, ThreadView? thread, CancellationToken ct)
    {
        if (thread is null)
        {
            return null;
        }

        var scope = db.For(call.Tenant.Id);
        var contact = thread.Line.ContactId;
        return new(thread.Line, await carts.Show(scope, contact, ct), await orders.Latest(scope, contact, 5, ct));
    }

    private string Token(HttpContext http) => antiforgery.GetAndStoreTokens(http).RequestToken!;
}
