using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Commerce.Customers;

/// <summary>The threads that customers write in, kept by the program that talks to channels. Its acts happen in the caller's transaction.</summary>
public interface IThreads
{
    /// <summary>Puts a code into the thread it is meant for, with a warning to whoever did not ask for it.</summary>
    Task SendCode(TenantScope db, CodeMessage code, CancellationToken ct);

    /// <summary>How a thread's channel is called and which language is spoken there.</summary>
    Task<ThreadPlace> Place(TenantScope db, ConversationId thread, CancellationToken ct);

    /// <summary>Asks in a thread that nobody has just written in; not after its time.</summary>
    Task Ask(TenantScope db, ThreadQuestion question, CancellationToken ct);

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

/// <param name="Language">Two-letter code.</param>
/// <param name="Names">The channel's name by language.</param>
public sealed record ThreadPlace(string Language, IReadOnlyDictionary<string, string> Names);

/// <param name="Key">The same key is asked once.</param>
public sealed record ThreadQuestion(Guid Key, ConversationId To, RichMessage Says, DateTimeOffset ExpiresAt);
