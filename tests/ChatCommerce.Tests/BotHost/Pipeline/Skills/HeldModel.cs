using ChatCommerce.Agent.Brain;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Tests.BotHost.Pipeline.Skills;

/// <summary>A model that thinks until it is let go: slower than any that takes twenty seconds.</summary>
public sealed class HeldModel : IChatClient
{
    public const string Answer = "천천히 찾아봤어요!";
    private volatile TaskCompletionSource? gate;
    private TaskCompletionSource asked = new();

    /// <summary>It has been asked since it was held.</summary>
    public Task Asked => asked.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The built-in brain answers while nobody holds it.</summary>
    public ChooseMind Chosen => _ => gate is null ? null : new Mind("held", this, Repeatable: false);

    public void Hold()
    {
        asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void Release()
    {
        var held = gate;
        gate = null;
        held?.TrySetResult();
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        asked.TrySetResult();
        await (gate?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
        return new(new ChatMessage(ChatRole.Assistant, Answer));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
