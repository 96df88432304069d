using ChatCommerce.Agent.Tools;
using ChatCommerce.Platform.Messages;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Agent.Brain;

/// <summary>
/// The brain that needs no key and no network: it reads what the customer said by words and patterns, and answers with tool calls, through
/// the same contract as a model. The tools' own texts and cards are its words.
/// </summary>
public sealed class BuiltInBrain : IChatClient
{
    public const string Name = "built-in";

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var all = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var context = Context.In(all);
        var moves = all[^1].Role == ChatRole.Tool ? AfterTools.Next(all, context) : Understanding.Of(Said(all), context);
        var allowed = options?.ToolMode is NoneChatToolMode ? [] : moves;
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. allowed.Select((m, i) => m.ToCall(all.Count, i))])));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType?.IsInstanceOfType(this) == true ? this : null;

    public void Dispose()
    {
    }

    private static List<InboundContent> Said(IEnumerable<ChatMessage> messages) => [.. messages.Select(m => m.RawRepresentation).OfType<InboundContent>()];
}

/// <summary>One tool call that the built-in brain decided on.</summary>
internal sealed record Move(string Tool, IReadOnlyDictionary<string, string> Arguments)
{
    public static Move To(string tool, params ReadOnlySpan<(string Name, string? Value)> arguments)
    {
        var given = new Dictionary<string, string>();
        foreach (var (name, value) in arguments)
        {
            if (value is { Length: > 0 })
            {
                given[name] = value;
            }
        }

        return new(tool, given);
    }

    // The id says where in the conversation the call stands, so that the same turn read again makes the same ids.
    public FunctionCallContent ToCall(int position, int n) =>
        new($"call_{position}_{n}", Tool, Arguments.ToDictionary(a => a.Key, object? (a) => a.Value));
}
