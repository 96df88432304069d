using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>What every brain is told about the conversation besides its lines, as JSON in a system message.</summary>
/// <param name="Language">The language to answer in.</param>
/// <param name="Memory">What was last shown and asked.</param>
/// <param name="Failures">Turns in a row before this one that were not understood.</param>
/// <param name="Reference">What brought the person here.</param>
/// <param name="Confirmed">Set when the customer answers an open question about an act: true for yes.</param>
public sealed record Context(string Shop, string Language, Memory Memory, int Failures, string? Reference, bool? Confirmed)
{
    internal static Context Of(TurnRequest request, ToolCall call) =>
        new(call.Shop.Name, call.Language, Memory.Read(request.State), request.Failures, request.Reference, call.Grant?.Yes);

    internal ChatMessage ToMessage() => new(ChatRole.System, $"Context of this conversation (data):\n{Json.Write(this)}") { RawRepresentation = this };

    internal static Context In(IEnumerable<ChatMessage> messages) => messages.Select(m => m.RawRepresentation).OfType<Context>().First();
}
