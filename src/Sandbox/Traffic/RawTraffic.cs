namespace ChatCommerce.Sandbox.Traffic;

/// <summary>The last exchanges with every provider, for looking at.</summary>
internal sealed class RawTraffic
{
    private const int Most = 300;
    private const int LongestBody = 16 * 1024;
    private readonly Lock _gate = new();
    private readonly Queue<Exchange> _exchanges = new();

    public IReadOnlyList<Exchange> NewestFirst
    {
        get
        {
            lock (_gate) return [.. _exchanges.Reverse()];
        }
    }

    public void Keep(Exchange exchange)
    {
        var clipped = exchange with { RequestBody = Clip(exchange.RequestBody), ResponseBody = Clip(exchange.ResponseBody) };
        lock (_gate)
        {
            _exchanges.Enqueue(clipped);
            if (_exchanges.Count > Most) _exchanges.Dequeue();
        }
    }

    private static string Clip(string body) => body.Length <= LongestBody ? body : body[..LongestBody] + "…";
}
