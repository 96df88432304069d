namespace ChatCommerce.Sandbox.Stripe.Api;

internal enum KeyState
{
    /// <summary>Nobody used the key: go on, then call Finish.</summary>
    Fresh,

    /// <summary>The first call with it is still running.</summary>
    InUse,

    /// <summary>It was used with other parameters.</summary>
    Mismatch,

    /// <summary>The first answer is there.</summary>
    Answered,
}

internal sealed record KeyUse(KeyState State, Answer? First = null, string? FirstRequestId = null);

/// <summary>Remembers for a day what the first call with a key was answered.</summary>
internal sealed class IdempotencyKeys(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private readonly Lock gate = new();
    private readonly Shelf<Entry> entries = new(entry => entry.Key, 20_000);

    public KeyUse Begin(string account, string key, string fingerprint, string requestId)
    {
        lock (gate)
        {
            var id = account + " " + key;
            if (entries.Find(id) is { } seen && clock.GetUtcNow() - seen.At < Kept)
            {
                if (!seen.Fingerprint.Equals(fingerprint, StringComparison.Ordinal))
                {
                    return new KeyUse(KeyState.Mismatch);
                }

                return seen.Answer is { } answer
                    ? new KeyUse(KeyState.Answered, answer, seen.RequestId)
                    : new KeyUse(KeyState.InUse);
            }

            entries.Remove(id);
            entries.Put(new Entry(id, fingerprint, requestId, clock.GetUtcNow(), null));
            return new KeyUse(KeyState.Fresh);
        }
    }

    /// <summary>Keeps the answer, or frees the key when the call never began.</summary>
    public void Finish(string account, string key, Answer? answer)
    {
        lock (gate)
        {
            var id = account + " " + key;
            if (entries.Find(id) is not { } entry)
            {
                return;
            }

            if (answer is { Executed: true })
            {
                entries.Put(entry with { Answer = answer });
            }
            else
            {
                entries.Remove(id);
            }
        }
    }

    private sealed record Entry(string Key, string Fingerprint, string RequestId, DateTimeOffset At, Answer? Answer);
}
