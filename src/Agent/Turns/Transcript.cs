using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Prompts;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform.Messages;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Turns;

/// <summary>The messages a brain gets: the prompt, the context as data, what was said before, and the customer's lines as user messages.</summary>
internal static class Transcript
{
    public static List<ChatMessage> Of(Prompt prompt, TurnRequest request, ToolCall call)
    {
        var context = Context.Of(request, call);
        return
        [
            new(ChatRole.System, prompt.Text),
            context.ToMessage(),
            .. request.History.Select(h => new ChatMessage(h.FromCustomer ? ChatRole.User : ChatRole.Assistant, h.Text)),
            .. request.Said.Select(Line),
        ];
    }

    // The content itself rides along for the built-in brain; a model reads the text.
    private static ChatMessage Line(InboundContent said) => new(ChatRole.User, said switch
    {
        ChoiceTapped tap => $"{tap.Label} [{tap.Payload}]",
        ProductAsked asked => $"[product {asked.Sku}] {asked.Text}",
        CatalogCartSent cart => string.Join('\n', cart.Lines.Select(l => $"[cart line] {l.Quantity} x {l.Sku}")),
        _ => said.Line,
    })
    {
        RawRepresentation = said,
    };
}
