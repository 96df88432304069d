using System.Diagnostics;

namespace ChatCommerce.Tests.Channels;

/// <summary>What reading a webhook costs.</summary>
internal static class Reading
{
    private const int Times = 2_000;

    /// <summary>Bytes taken for one reading, and how many readings a second there were, said in the test's output.</summary>
    public static long BytesOf(Action read)
    {
        for (var n = 0; n < 200; n++)
        {
            read();
        }

        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var n = 0; n < Times; n++)
        {
            read();
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Times;
        Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"{bytes} bytes, {Times / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} a second");
        return bytes;
    }
}
