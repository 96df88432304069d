namespace ChatCommerce.Sandbox.Traffic;

/// <summary>The last exchanges with every provider, for looking at.</summary>
internal sealed class RawTraffic
{
    private const int Most = 300;
    private const int LongestBody = 16 * 1024;
    private readonly Lock gate = new();
    private readonly Queue<Exchange> exchanges = new();

    public IReadOnlyList<Exchange> NewestFirst
    {
        get
        {
            lock (gate)
            {
                return [.. exchanges.Reverse()];
            }
        }
    }

    public void Keep(Exchange exchange)
    {
        var clipped = exchange with { RequestBody = Clip(exchange.RequestBody), ResponseBody = Clip(exchange.ResponseBody) };
        lock (gate)
        {
            exchanges.Enqueue(clipped);
            if (exchanges.Count > Most)
            {
                exchanges.Dequeue();
            }
        }
    }

    private static string Clip(string body) => body.Length <= LongestBody ? body : body[..LongestBody] + "…";
}
