using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.Starting;

/// <summary>From the start of the process to its first good <c>/readyz</c>, over the database that the parts before have filled.</summary>
internal static class StartBench
{
    public static async Task<IReadOnlyList<Figure>> Run(Stage stage) =>
    [
        Figure.AtMost("start to healthy with data there", stage.Shop.StartedIn.TotalSeconds, "s", 6),
        Figure.Plain("messages that were there", await stage.Database.Count("select count(*) from message"), ""),
        Figure.Plain("resident memory of the program just started", ProcessorTime.MegabytesOf(stage.Shop.Id), "MB"),
    ];
}
