using ChatCommerce.Benchmarks.Measuring;

namespace ChatCommerce.Benchmarks.World;

/// <summary>What a part of the benchmark plays on: a running program, its database, and whose processor time is whose.</summary>
internal sealed record Stage(BenchDatabase Database, ShopProcess Shop, int Postmaster)
{
    public static async Task<Stage> Open(BenchDatabase database, string folder, params (string Name, string Value)[] settings)
    {
        var shop = await ShopProcess.Start(database, folder, settings);
        var backend = (await database.Ask("select pg_backend_pid()", r => ProcessorTime.PostmasterOf(r.GetInt32(0))))[0];
        return new(database, shop, backend);
    }

    public ProcessorTime Used() => ProcessorTime.Now(Postmaster, Shop.Id);

    /// <summary>Web chat customers of the shop who have said hello and been answered.</summary>
    public async Task<IReadOnlyList<Customer>> Customers(int count)
    {
        var customers = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => Customer.Open(Shop.Http, Shop.Shop.WebChatKey)));
        foreach (var some in customers.Chunk(16))
        {
            await Task.WhenAll(some.Select(c => c.Say("hello")));
        }

        await Quiet();
        return customers;
    }

    /// <summary>
    /// Says every kind of line once: a shop in service has been asked everything before, its vocabulary is read and its statements are
    /// planned on most connections.
    /// </summary>
    public async Task BeInService()
    {
        var customers = await Customers(64);
        for (var n = 1; n < Lines.Count; n++)
        {
            var line = Lines.At(n);
            await Task.WhenAll(customers.Select(c => c.Say(line)));
            await Quiet();
        }
    }

    /// <summary>Until every customer has been answered.</summary>
    public async Task Quiet()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await timer.WaitForNextTickAsync()
            && await Database.Count("select count(*) from conversation where turn_due_at is not null or send_due_at is not null") > 0)
        {
        }
    }
}
