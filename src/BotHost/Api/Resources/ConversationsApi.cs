using ChatCommerce.BotHost.Conversations;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Api.Resources;

internal static class ConversationsApi
{
    public static void MapConversations(this RouteGroupBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Conversations");
        conversations.MapGet("/", List).WithSummary("Conversations, newest first, a page at a time.").Produces<ConversationLine[]>();
        conversations.MapGet("/{id}", Get).WithSummary("A conversation: who speaks, when it was last heard of.").Produces<ConversationLine>();
        conversations.MapGet("/{id}/messages", Messages).WithSummary("Its newest messages, oldest first.").Produces<ThreadMessage[]>();
        conversations.MapGet("/{id}/messages/{message}/file", File).WithSummary("The file a message came with, once it is stored.").Produces(200, null, "application/octet-stream");
        var acts = conversations.MapGroup("/{id}").RequireAuthorization(ApiModule.PolicyOf(Role.Agent));
        acts.MapPost("/messages", Reply).WithSummary("Writes to the customer as a person of the shop; takes the conversation over by it.").Produces<ConversationLine>();
        acts.MapPost("/takeover", TakeOver).WithSummary("A person speaks from now on; the bot is silent.").Produces<ConversationLine>();
        acts.MapPost("/hand-back", HandBack).WithSummary("The bot speaks again.").Produces<ConversationLine>();
    }

    private static async Task<IResult> List(
        ApiCall call, Inbox inbox, TenantDb db, Word<Control>? control, string? text, DateTimeOffset? beforeAt, ConversationId? beforeId, int? take, CancellationToken ct)
    {
        var before = beforeAt is { } at && beforeId is { } id ? new InboxMark(at, id) : null;
        return Results.Ok(await inbox.List(db.For(call.Tenant), new(control?.Value, text, before, take ?? 50), ct));
    }

    private static async Task<IResult> Get(ApiCall call, ConversationId id, Inbox inbox, TenantDb db, CancellationToken ct) =>
        ApiAnswers.Found(await inbox.Find(db.For(call.Tenant), id, ct), "conversation");

    private static async Task<IResult> Messages(ApiCall call, ConversationId id, Inbox inbox, TenantDb db, long? beforeSeq, int? take, CancellationToken ct)
    {
        var scope = db.For(call.Tenant);
        return await inbox.Find(scope, id, ct) is null
            ? ApiAnswers.Refused(ApiAnswers.NotFound("conversation"))
            : Results.Ok(await inbox.Thread(scope, id, beforeSeq, take ?? 50, ct));
    }

    private static async Task<IResult> File(
        ApiCall call, HttpContext http, ConversationId id, MessageId message, InboundMedia media, TenantDb db, CancellationToken ct) =>
        await media.Find(db.For(call.Tenant), id, message, ct) is { } file ? FileAnswer.Of(http, file) : ApiAnswers.Refused(ApiAnswers.NotFound("file"));

    private static Task<IResult> Reply(ApiCall call, ConversationId id, NewReply reply, Acts acts, CancellationToken ct) =>
        acts.Do(call, id, (control, tx, staff) => control.Reply(tx, id, staff, reply.Text, ct), ct);

    private static Task<IResult> TakeOver(ApiCall call, ConversationId id, Acts acts, CancellationToken ct) =>
        acts.Do(call, id, (control, tx, staff) => control.TakeOver(tx, id, staff, ct), ct);

    private static Task<IResult> HandBack(ApiCall call, ConversationId id, Acts acts, CancellationToken ct) =>
        acts.Do(call, id, (control, tx, staff) => control.HandBack(tx, id, staff, ct), ct);

    /// <summary>Acts on a conversation with the token's own name and role.</summary>
    internal sealed class Acts(ConversationControl control, Inbox inbox, TenantDb db)
    {
        public async Task<IResult> Do(
            ApiCall call, ConversationId id, Func<ConversationControl, TenantScope, StaffMember, Task<Result<Done>>> act, CancellationToken ct)
        {
            var done = await db.Try(call.Tenant, tx => act(control, tx, new(new(call.Token.Value), call.Name, call.Role)), ct);
            return done.Ok ? Results.Ok(await inbox.Find(db.For(call.Tenant), id, ct)) : ApiAnswers.Refused(done.Refusal!);
        }
    }
}

/// <param name="Text">1 to 4,000 characters.</param>
public sealed record NewReply(string Text);
