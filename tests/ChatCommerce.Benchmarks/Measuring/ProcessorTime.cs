using System.Globalization;

namespace ChatCommerce.Benchmarks.Measuring;

/// <summary>
/// Processor seconds that PostgreSQL, the program, this load generator and the whole machine have used, from <c>/proc</c>. It costs the
/// measured nothing, and it counts what PostgreSQL does in the background too; waiting for the disk is not in it.
/// </summary>
internal sealed record ProcessorTime(double Postgres, double Shop, double Load, double Machine)
{
    private const double TicksPerSecond = 100;

    public double Ours => Postgres + Shop + Load;

    /// <summary>PostgreSQL's share of what all parts used; null when it runs on another machine.</summary>
    public double? PostgresShare => Postgres > 0 && Ours > 0 ? Postgres / Ours : null;

    /// <summary>What programs that are none of ours used, in cores, over the given time.</summary>
    public double Others(TimeSpan elapsed) => Math.Max(0, Machine - Ours) / elapsed.TotalSeconds;

    public ProcessorTime Since(ProcessorTime before) =>
        new(Postgres - before.Postgres, Shop - before.Shop, Load - before.Load, Machine - before.Machine);

    /// <param name="postmaster">The process that started the server's others; 0 when it is not on this machine.</param>
    public static ProcessorTime Now(int postmaster, int shop)
    {
        var postgres = postmaster == 0 ? 0 : Used(postmaster, withChildrenThatEnded: true) + Children(postmaster).Sum(p => Used(p, withChildrenThatEnded: false));
        return new(postgres, Used(shop, withChildrenThatEnded: false), Used(Environment.ProcessId, withChildrenThatEnded: false), Busy());
    }

    /// <summary>Resident memory of a process in megabytes.</summary>
    public static double MegabytesOf(int process) =>
        double.Parse(File.ReadLines($"/proc/{process}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;

    /// <summary>The server process behind a connection's own, if both run here.</summary>
    public static int PostmasterOf(int backend) =>
        Stat(backend) is { Name: "postgres" } own && Stat(own.Parent) is { Name: "postgres" } ? own.Parent : 0;

    private static IEnumerable<int> Children(int parent) => Directory.EnumerateDirectories("/proc")
        .Select(d => int.TryParse(Path.GetFileName(d), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Stat(id)?.Parent == parent);

    private static double Used(int process, bool withChildrenThatEnded) =>
        Stat(process) is { } stat ? (stat.Own + (withChildrenThatEnded ? stat.Ended : 0)) / TicksPerSecond : 0;

    // Fields by proc(5), counted after the name, which may itself hold spaces.
    private static Row? Stat(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            var end = text.LastIndexOf(')');
            var fields = text[(end + 2)..].Split(' ');
            double At(int n) => double.Parse(fields[n], CultureInfo.InvariantCulture);
            return new(text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..end], (int)At(1), At(11) + At(12), At(13) + At(14));
        }
        catch (IOException)
        {
            return null;
        }
    }

    // User, nice and system time of all processors, with interrupts; not idle, not waiting for the disk.
    private static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray();
        return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TicksPerSecond;
    }

    private sealed record Row(string Name, int Parent, double Own, double Ended);
}
