using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

internal static class InboxRoutes
{
    public static void MapInbox(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<InboxPages>();
        var stream = routes.ServiceProvider.GetRequiredService<InboxStream>();
        var inbox = routes.StaffGroup("/inbox");
        inbox.MapGet("", (StaffCall call, HttpContext http) => pages.Show(call, http, null));
        inbox.MapGet("/list", (StaffCall call, HttpContext http) => pages.List(call, http));
        inbox.MapGet("/events", (StaffCall call, HttpContext http) => stream.Write(http, call.Tenant.Id));
        inbox.MapGet("/{id}", (StaffCall call, HttpContext http, ConversationId id) => pages.Show(call, http, id));
        inbox.MapGet("/{id}/thread", (StaffCall call, HttpContext http, ConversationId id) => pages.Thread(call, http, id));
        inbox.MapGet("/{id}/files/{message}", (StaffCall call, HttpContext http, ConversationId id, MessageId message) => pages.File(call, http, id, message));
        var acts = inbox.MapGroup("/{id}").WithMetadata(new StaffPage(Role.Agent));
        acts.MapPost("/take-over", (StaffCall call, HttpContext http, ConversationId id) =>
            pages.Act(call, http, id, (control, tx) => control.TakeOver(tx, id, call.Member, http.RequestAborted)));
        acts.MapPost("/hand-back", (StaffCall call, HttpContext http, ConversationId id) =>
            pages.Act(call, http, id, (control, tx) => control.HandBack(tx, id, call.Member, http.RequestAborted)));
        acts.MapPost("/reply", async (StaffCall call, HttpContext http, ConversationId id) =>
        {
            var text = (await http.Request.ReadFormAsync(http.RequestAborted))["text"].ToString();
            return await pages.Act(call, http, id, (control, tx) => control.Reply(tx, id, call.Member, text, http.RequestAborted));
        });
    }
}
