using ChatCommerce.BotHost.Pipeline.Turns;
using Npgsql;

namespace ChatCommerce.BotHost.Pipeline.Presence;

/// <summary>
/// Shows typing while a turn lasts. An answer that is there at once needs no dots before it, so it begins a moment after the turn; it is
/// shown again before it fades. Disposing ends it and a call under way with it, so that the answer waits for nothing.
/// </summary>
internal sealed class TypingWhile : IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(300);
    private readonly ShowPresence presence;
    private readonly CancellationTokenSource ended = new();
    private readonly PeriodicTimer timer;
    private readonly Task showing;

    public TypingWhile(ShowPresence presence, ClaimedTurn turn, TimeProvider clock)
    {
        this.presence = presence;
        timer = new(Moment, clock);
        showing = turn.Suppressed ? Task.CompletedTask : Show(turn);
    }

    /// <summary>Something was shown, which marked the message as read too.</summary>
    public bool Shown { get; private set; }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        if (!showing.IsCompleted)
        {
            await ended.CancelAsync();
        }

        await showing;
        ended.Dispose();
    }

    private async Task Show(ClaimedTurn turn)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                if (await presence.ShowTyping(new(turn.Tenant, turn.Conversation, turn.ControlEpoch), turn.Account, ended.Token) is not { } lasts)
                {
                    return;
                }

                Shown = true;
                timer.Period = lasts * 0.8;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or NpgsqlException)
        {
            // The turn ended meanwhile, or the database is away, which the turn itself will find.
        }
    }
}
