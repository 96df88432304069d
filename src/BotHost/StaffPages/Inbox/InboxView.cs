using System.Globalization;
using ChatCommerce.BotHost.Conversations;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.Commerce.Carts;
using ChatCommerce.Commerce.Orders;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>Which conversations the list shows, as its address says it.</summary>
/// <param name="Show">all, waiting, bot or mine.</param>
public sealed record InboxFilter(string Show, string Text, InboxMark? Before)
{
    public const int PageSize = 50;
    public static readonly IReadOnlyList<(string Show, string Title)> Choices = [("all", "All"), ("waiting", "Waiting"), ("bot", "Bot"), ("mine", "Mine")];

    public static InboxFilter Of(IQueryCollection query)
    {
        var show = query["show"].ToString();
        var before = DateTimeOffset.TryParse(query["before"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            && ConversationId.TryParse(query["beforeId"], null, out var id) ? new InboxMark(at.ToUniversalTime(), id) : null;
        return new(Choices.Any(c => c.Show == show) ? show : "all", CustomerText.Cut(CustomerText.Clean(query["q"]), 100), before);
    }

    public InboxQuery For(StaffMember staff) => new(
        Show switch
        {
            "waiting" => Control.Queued,
            "bot" => Control.Bot,
            _ => null,
        }, Text, Before, PageSize)
    { AnsweredBy = Show == "mine" ? staff.Id : null };

    /// <summary>The address's query, with the page when <paramref name="before"/> is the last row of the one before.</summary>
    public string Query(string? show = null, ConversationLine? before = null) =>
        $"?show={show ?? Show}{(Text.Length > 0 ? "&q=" + Uri.EscapeDataString(Text) : "")}"
        + (before is null ? "" : $"&before={Uri.EscapeDataString(before.LastMessageAt.ToString("O"))}&beforeId={before.Id}");
}

/// <param name="Open">The conversation that is open beside the list.</param>
public sealed record InboxListView(StaffCall Call, InboxFilter Filter, IReadOnlyList<ConversationLine> Lines, ConversationId? Open)
{
    /// <summary>Nobody has ever written to this shop.</summary>
    public bool Untouched => Lines.Count == 0 && Filter is { Show: "all", Text: "", Before: null };

    /// <summary>Why the list is empty.</summary>
    public string Nothing => Filter switch
    {
        { Before: not null } => "That was the oldest one.",
        { Text.Length: > 0 } => $"Nothing found for “{Filter.Text}”.",
        { Show: "waiting" } => "Nobody waits for a person.",
        { Show: "bot" } => "The bot answers nobody just now.",
        { Show: "mine" } => "You answer nobody just now.",
        _ => "Nobody has written yet.",
    };

    public string Link(ConversationLine line) => $"/{Call.Tenant.Slug}/inbox/{line.Id}{Filter.Query()}";
}

/// <param name="Before">The first message's number when there are older ones.</param>
public sealed record ThreadView(StaffCall Call, ConversationLine Line, IReadOnlyList<ThreadMessage> Messages, string Token, long? Before)
{
    public string Root => $"/{Call.Tenant.Slug}/inbox/{Line.Id}";

    /// <summary>Until when a person may write freely; null where the channel has no such end.</summary>
    public string? Window { get; init; }
}

public sealed record CustomerView(ConversationLine Line, CartView Cart, IReadOnlyList<OrderView> Orders);

/// <param name="Problem">Why what was asked for was not done.</param>
/// <param name="Draft">The reply that was not taken.</param>
public sealed record InboxPageView(InboxListView List, ThreadView? Thread, CustomerView? Customer, string Token)
{
    public string? Problem { get; init; }

    public string Draft { get; init; } = "";
}
