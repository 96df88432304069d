using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform.Messages;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Tests.Agent;

/// <summary>The built-in brain alone: what it wants done after these lines.</summary>
internal static class Brain
{
    public static Task<List<FunctionCallContent>> Hears(Memory memory, params string[] lines) => Hears(memory, null, lines);

    /// <param name="memory">What was talked about before.</param>
    /// <param name="reference">What brought the person here.</param>
    /// <param name="lines">What the customer writes in one go.</param>
    public static Task<List<FunctionCallContent>> Hears(Memory memory, string? reference, string[] lines) =>
        Hears(memory, reference, [.. lines.Select(l => new TextSaid(l))]);

    public static async Task<List<FunctionCallContent>> Hears(Memory memory, string? reference, InboundContent[] said)
    {
        List<ChatMessage> messages =
        [
            new(ChatRole.System, "") { RawRepresentation = new Context("Shop", "en", memory, 0, reference, null) },
            .. said.Select(s => new ChatMessage(ChatRole.User, s.Line) { RawRepresentation = s }),
        ];
        using var brain = new BuiltInBrain();
        return [.. (await brain.GetResponseAsync(messages)).Messages.Single().Contents.OfType<FunctionCallContent>()];
    }
}
