using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;

namespace ChatCommerce.Platform;

/// <summary>
/// Named points where a test ends the process as a crash would. <c>CHATCOMMERCE_FAULT=point@3</c> kills at the third time the point is
/// reached. Compiled into debug builds only.
/// </summary>
public static class FaultPoint
{
    private static readonly FrozenDictionary<string, Armed> Points = Read();

    [Conditional("FAULT_POINTS")]
    public static void Hit(string point)
    {
        if (Points.TryGetValue(point, out var armed) && Interlocked.Increment(ref armed.Hits) == armed.At)
        {
            Process.GetCurrentProcess().Kill();
        }
    }

    private static FrozenDictionary<string, Armed> Read() =>
        (Environment.GetEnvironmentVariable("CHATCOMMERCE_FAULT") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('@'))
            .ToFrozenDictionary(part => part[0], part => new Armed(part.Length > 1 ? int.Parse(part[1], CultureInfo.InvariantCulture) : 1), StringComparer.Ordinal);

    private sealed class Armed(int at)
    {
        public readonly int At = at;
        public int Hits;
    }
}
