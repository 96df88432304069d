namespace ChatCommerce.Benchmarks.Search;

/// <summary>One line of the benchmark table.</summary>
public sealed record BenchRow(string Name, double Value, string Unit, string Bar, bool Ok);
