using System.Globalization;
using System.Text.Json;
using ChatCommerce.Platform;

namespace ChatCommerce.Benchmarks.Measuring;

/// <summary>Prints the table as its figures come in and writes them all to <c>bench.json</c>.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };
    private readonly List<Figure> figures = [];

    public void Begin() => Console.WriteLine($"{"what",-74} | {"figure",12} | {"bar",12} | holds\n{new string('-', 112)}");

    public void Add(IEnumerable<Figure> more)
    {
        foreach (var figure in more)
        {
            figures.Add(figure);
            var holds = figure.Holds switch { true => "yes", false => "NO", null => "" };
            Console.WriteLine($"{figure.What,-74} | {Number(figure),12} | {figure.Bar,12} | {holds}");
        }
    }

    public async Task Write(string path, TimeSpan took)
    {
        var missed = figures.Count(f => f.Holds == false);
        Console.WriteLine(FormattableString.Invariant($"\n{figures.Count(f => f.Holds == true)} bars hold, {missed} do not; {took.TotalSeconds:0} s in all."));
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(new
        {
            at = TimeProvider.System.GetUtcNow(),
            seconds = took.TotalSeconds,
            cores = Environment.ProcessorCount,
            loadAverage = await File.ReadAllTextAsync("/proc/loadavg"),
            figures,
        }, Readable));
    }

    private static string Number(Figure figure) =>
        (figure.Value.ToString(Math.Abs(figure.Value) >= 100 ? "#,0" : "0.###", CultureInfo.InvariantCulture) + " " + figure.Unit).TrimEnd();
}
