using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>The threads that customers write in, kept by the program that talks to channels. Its acts happen in the caller's transaction.</summary>
public interface IThreads
{
    /// <summary>Puts a code into the thread it is meant for, with a warning to whoever did not ask for it.</summary>
    Task SendCode(TenantScope db, CodeMessage code, CancellationToken ct);

    /// <summary>Of these threads the first that a message reaches now; null when none is.</summary>
    Task<ConversationId?> Reachable(TenantScope db, IReadOnlyList<ConversationId> threads, CancellationToken ct);

    /// <summary>Every thread of <paramref name="from"/> is <paramref name="to"/>'s from now on and speaks the language of these.</summary>
    Task Move(TenantScope db, ContactId from, ContactId to, CancellationToken ct);
}

/// <param name="Key">The same key is sent once.</param>
/// <param name="To">The thread the code is sent to.</param>
/// <param name="ExpiresAt">After this the code opens nothing, so it is not sent either.</param>
/// <param name="AskedIn">The thread in which somebody asked for it.</param>
public sealed record CodeMessage(Guid Key, ConversationId To, ConversationId AskedIn, string Code, DateTimeOffset ExpiresAt);
