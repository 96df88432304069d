using ChatCommerce.Agent.Brain;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Tests.Agent;

/// <summary>A model that answers what a test tells it to: words, tool calls, or an outage.</summary>
public sealed class ScriptedModel(Func<int, IReadOnlyList<ChatMessage>, ChatMessage> answer) : IChatClient
{
    private int asked;

    public int Asked => asked;

    public IReadOnlyList<ChatMessage> LastMessages { get; private set; } = [];

    public ChooseMind Chosen => _ => new Mind("scripted", this, Repeatable: false);

    public static ScriptedModel Says(params ChatMessage[] answers) => new((n, _) => answers[Math.Min(n, answers.Length - 1)]);

    public static ChatMessage Words(string text) => new(ChatRole.Assistant, text);

    public static ChatMessage Call(string tool, object? arguments = null) => new(ChatRole.Assistant, [Content(tool, arguments)]);

    public static FunctionCallContent Content(string tool, object? arguments = null) => new(
        "c" + Guid.CreateVersion7().ToString("N"), tool,
        arguments?.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(arguments)));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        LastMessages = [.. messages];
        return Task.FromResult(new ChatResponse(answer(asked++, LastMessages)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
