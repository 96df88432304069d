using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.Acknowledging;

/// <summary>
/// How long a provider waits for its 2xx while 200 messages a second come in, one in ten of them a signed payment event and the others
/// lines in web chat. The program is as it is shipped: it also answers all of them meanwhile.
/// </summary>
internal static class AcknowledgeBench
{
    private const int PerSecond = 200, Seconds = 15, Customers = 400, PaymentEventEach = 10;

    public static async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        var customers = await stage.Customers(Customers);
        var stripe = new StripeSender(stage.Shop.Http, stage.Shop.Shop.Payments.Single(p => p.Provider == "stripe"));
        var arrivals = await OpenLoop.Run(PerSecond, PerSecond * Seconds, n => n % PaymentEventEach == 0
            ? stripe.Send(n)
            : customers[n % Customers].Say(Lines.At(n / Customers)));
        await stage.Quiet();
        List<double> all = [.. arrivals.Select(a => a.Milliseconds)];
        List<double> payments = [.. arrivals.Where((_, n) => n % PaymentEventEach == 0).Select(a => a.Milliseconds)];
        return
        [
            Figure.Plain($"acknowledged at {PerSecond} messages/s: p50", Percentile.Of(all, .5), "ms"),
            Figure.AtMost($"acknowledged at {PerSecond} messages/s: p99", Percentile.Of(all, .99), "ms", 100),
            Figure.Plain("of them signed payment events: p99", Percentile.Of(payments, .99), "ms"),
            Figure.Exactly("not acknowledged with 2xx", arrivals.Count(a => a.Result is < 200 or > 299), 0),
        ];
    }
}
