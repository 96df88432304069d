using System.Collections.Concurrent;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Tests.World;

/// <summary>Keeps the codes that would have been sent; threads stay where they are.</summary>
public sealed class RecordedThreads : IThreads
{
    public ConcurrentQueue<CodeMessage> Sent { get; } = new();

    public Task SendCode(TenantScope db, CodeMessage code, CancellationToken ct)
    {
        db.AfterCommit(() => Sent.Enqueue(code));
        return Task.CompletedTask;
    }

    public Task<ThreadPlace> Place(TenantScope db, ConversationId thread, CancellationToken ct) =>
        Task.FromResult(new ThreadPlace("en", new Dictionary<string, string> { ["en"] = "post", ["ko"] = "우편" }));

    public Task Ask(TenantScope db, ThreadQuestion question, CancellationToken ct) => Task.CompletedTask;

    public Task<ConversationId?> Reachable(TenantScope db, IReadOnlyList<ConversationId> threads, CancellationToken ct) => Task.FromResult<ConversationId?>(threads[0]);

    public Task Move(TenantScope db, ContactId from, ContactId to, CancellationToken ct) => Task.CompletedTask;
}
