using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>When a failed send may be tried again. Never before the provider's own word.</summary>
public sealed class SendAgain(PipelineOptions options)
{
    /// <summary>How long an account rests that was asked to slow down without being told for how long.</summary>
    public static readonly TimeSpan Slowest = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan UntilProbed = TimeSpan.FromMinutes(1);

    /// <summary>Null: never.</summary>
    /// <param name="attempts">Those before the one that failed.</param>
    public TimeSpan? After(MessageClass kind, int attempts, ChannelTrouble trouble)
    {
        if (trouble.StopsAccount)
        {
            return UntilProbed;
        }

        var backOff = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts, 8)));
        return trouble.Retry switch
        {
            Retry.Permanent => null,
            Retry.Temporary when attempts + 1 < options.SendAttempts => trouble.After ?? backOff,
            Retry.Ambiguous when MayRepeat(kind, attempts) => trouble.After ?? backOff,
            Retry.Temporary or Retry.Ambiguous => null,
            _ => throw new InvalidOperationException($"Unknown retry {trouble.Retry}."),
        };
    }

    // A second copy of a receipt or a link does no harm; a second copy of a chat reply reads like a broken bot.
    private static bool MayRepeat(MessageClass kind, int attempts) =>
        attempts < 1 && kind is (MessageClass.Notice or MessageClass.PaymentLink or MessageClass.Confirmation);
}
