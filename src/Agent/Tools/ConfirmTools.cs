using System.ComponentModel;

namespace ChatCommerce.Agent.Tools;

/// <summary>Only offered when the customer has just answered an open question; they do what its row says, whatever a brain would like.</summary>
public sealed class ConfirmTools(PendingActions pending, OrderTools orders, LinkTools links, ShownCodeTools shown)
{
    [Description("Does what the customer has just confirmed.")]
    public ToolWork ConfirmAction(ToolCall call) => ToolWork.Write(async (writing, ct) => await Asked(writing, ct) switch
    {
        LinkTools.Join => await links.Confirmed(writing, ct),
        ShownCodeTools.Offer => await shown.Offered(writing, ct),
        _ => await orders.Confirmed(writing, ct),
    });

    [Description("Drops what the customer has just declined.")]
    public ToolWork DeclineAction(ToolCall call) => ToolWork.Write(async (writing, ct) => await Asked(writing, ct) switch
    {
        LinkTools.Join => await links.Declined(writing, ct),
        ShownCodeTools.Offer => await shown.Declined(writing, ct),
        _ => await orders.Declined(writing, ct),
    });

    private async Task<string?> Asked(ToolCall call, CancellationToken ct) => call.Grant is { } grant ? await pending.ToolOf(call, grant.Action, ct) : null;
}
