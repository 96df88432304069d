using System.ComponentModel.DataAnnotations;

namespace ChatCommerce.BotHost.Pipeline;

/// <summary>How the pipeline waits and works. Section <c>Pipeline</c>.</summary>
public sealed class PipelineOptions
{
    /// <summary>Quiet time after a text before its turn starts, so that a burst of short messages is answered once.</summary>
    [Range(0, 10_000)]
    public int QuietMilliseconds { get; set; } = 800;

    /// <summary>Quiet time after a picture, which is often followed by words.</summary>
    [Range(0, 30_000)]
    public int QuietAfterMediaMilliseconds { get; set; } = 2_000;

    /// <summary>The longest a burst can delay its turn, from its first message.</summary>
    [Range(0, 60_000)]
    public int LongestWaitMilliseconds { get; set; } = 4_000;

    /// <summary>A lease lives this long and is renewed at a third of it.</summary>
    [Range(3, 300)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>Turns under way at once, most of them waiting for a model.</summary>
    [Range(1, 256)]
    public int TurnWorkers { get; set; } = 16;

    /// <summary>Conversations in which something is being sent at once, most of them waiting for a provider.</summary>
    [Range(1, 256)]
    public int SendWorkers { get; set; } = 32;

    /// <summary>Turns and sends that use this machine at once; the others wait for answers from outside, or for their turn, and each message being stored takes a place. 0: one for each core and one more.</summary>
    [Range(0, 256)]
    public int WorkPlaces { get; set; }

    internal int Places => WorkPlaces > 0 ? WorkPlaces : Environment.ProcessorCount + 1;

    /// <summary>A turn that failed this often is parked and shown to staff.</summary>
    [Range(1, 20)]
    public int TurnAttempts { get; set; } = 5;

    [Range(1, 20)]
    public int SendAttempts { get; set; } = 6;
}
