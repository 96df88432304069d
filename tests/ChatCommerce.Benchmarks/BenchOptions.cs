namespace ChatCommerce.Benchmarks;

/// <param name="Parts">Names of the parts to run, in the order of <see cref="Benchmarks.Parts"/>.</param>
/// <param name="Million">Search also in a database of a million products.</param>
/// <param name="Keep">The search database stays for the next run.</param>
internal sealed record BenchOptions(IReadOnlySet<string> Parts, bool Million, bool Keep)
{
    public const string Usage = """
        ./bench [--micro] [--search] [--keep] [--only PART[,PART...]]
          --micro   reading webhooks alone, by BenchmarkDotNet
          --search  search alone, also with 200,000 of a million products (takes minutes to load)
          --keep    keeps the search database for the next run
          --only    some parts: acknowledge, channels, last-unit, turn, sustained, start, search
        """;

    /// <summary>Null when an argument is not known.</summary>
    public static BenchOptions? Read(string[] args)
    {
        var options = new BenchOptions(Benchmarks.Parts.ToHashSet(), Million: false, Keep: false);
        for (var i = 0; i < args.Length; i++)
        {
            var next = args[i] switch
            {
                "--search" => options with { Parts = new HashSet<string> { "search" }, Million = true },
                "--micro" => options with { Parts = new HashSet<string> { "micro" } },
                "--keep" => options with { Keep = true },
                "--only" when i + 1 < args.Length && args[++i].Split(',').ToHashSet() is var some && some.IsSubsetOf(Benchmarks.Parts) => options with { Parts = some },
                _ => null,
            };
            if (next is null)
            {
                return null;
            }

            options = next;
        }

        return options;
    }
}
