namespace ChatCommerce.Benchmarks.Measuring;

/// <summary>One line of the benchmark table.</summary>
/// <param name="Bar">What it must be; empty for a figure that only informs.</param>
/// <param name="Holds">Null where there is no bar.</param>
public sealed record Figure(string What, double Value, string Unit, string Bar, bool? Holds)
{
    public static Figure Plain(string what, double value, string unit) => new(what, value, unit, "", null);

    public static Figure AtMost(string what, double value, string unit, double bar) => new(what, value, unit, Text("<=", bar, unit), value <= bar);

    public static Figure AtLeast(string what, double value, string unit, double bar) => new(what, value, unit, Text(">=", bar, unit), value >= bar);

    public static Figure Exactly(string what, double value, double bar) => new(what, value, "", Text("=", bar, ""), value == bar);

    private static string Text(string sign, double bar, string unit) => FormattableString.Invariant($"{sign} {bar:#,0.###} {unit}").TrimEnd();
}
