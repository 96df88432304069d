namespace ChatCommerce.Benchmarks.Measuring;

/// <summary>Percentiles by nearest rank: a value that was measured, never one between two.</summary>
internal static class Percentile
{
    public static double Of(IReadOnlyCollection<double> values, double share)
    {
        ArgumentOutOfRangeException.ThrowIfZero(values.Count);
        return values.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(values.Count * share) - 1));
    }
}
