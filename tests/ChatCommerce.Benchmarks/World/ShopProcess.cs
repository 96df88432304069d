using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Tests.World.Programs;

namespace ChatCommerce.Benchmarks.World;

/// <summary>
/// The program, published as its image is, as a process of its own over the benchmark's database, with every role and the demo shops.
/// </summary>
internal sealed class ShopProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Process process;

    private ShopProcess(Process process, Uri address) => (this.process, Http) = (process, new HttpClient(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(30),
    })
    {
        BaseAddress = address,
    });

    private static string Published => Environment.GetEnvironmentVariable("CHATCOMMERCE_BENCH_PROGRAM")
        ?? throw new InvalidOperationException("CHATCOMMERCE_BENCH_PROGRAM is not set: ./bench sets it to the folder of the published program.");

    public HttpClient Http { get; }

    public int Id => process.Id;

    /// <summary>From the start of the process to its first good answer of <c>/readyz</c>.</summary>
    public TimeSpan StartedIn { get; private set; }

    public RunFileTenant Shop { get; private set; } = null!;

    /// <param name="settings">Configuration over the defaults that a shop runs with; the limits for one address are off, since all load comes from one.</param>
    public static async Task<ShopProcess> Start(BenchDatabase database, string folder, params (string Name, string Value)[] settings)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Published, "ChatCommerce.BotHost.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            WorkingDirectory = Published,
        };
        foreach (var (name, value) in Defaults(database, folder, port).Concat(settings))
        {
            start.Environment[name] = value;
        }

        var began = Stopwatch.GetTimestamp();
        var started = Process.Start(start)!;
        var log = new ProcessLog(folder, started);
        var shop = new ShopProcess(started, new Uri($"http://127.0.0.1:{port}"));
        await shop.UntilReady(log);
        shop.StartedIn = Stopwatch.GetElapsedTime(began);
        shop.Shop = RunFileContents.Read(Path.Combine(folder, "run.json")).Tenant("harbor");
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static IEnumerable<(string Name, string Value)> Defaults(BenchDatabase database, string folder, string port) =>
    [
        ("DOTNET_ENVIRONMENT", "Development"),
        ("CHATCOMMERCE_DATABASE", database.Owner),
        ("CHATCOMMERCE_ENCRYPTION_KEY", BenchDatabase.Key),
        ("CHATCOMMERCE_PORT", port),
        ("CHATCOMMERCE_DEMO", "1"),
        ("CHATCOMMERCE_DATA", folder),
        ("Database__RolePrefix", BenchDatabase.RolePrefix),
        ("WebChat__AddressPerSecond", "100000"),
        ("WebChat__AddressBurst", "1000000"),
    ];

    private async Task UntilReady(ProcessLog log)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!process.HasExited && await timer.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                using var ready = await Http.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token);
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException($"The program ended before it was ready: {log.Last}");
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>What the program wrote, kept beside its run file.</summary>
internal sealed class ProcessLog
{
    private readonly Lock gate = new();

    public ProcessLog(string folder, Process process)
    {
        var path = Path.Combine(folder, "bothost.log");
        process.OutputDataReceived += (_, line) =>
        {
            lock (gate)
            {
                Last = line.Data ?? Last;
                File.AppendAllText(path, line.Data + "\n");
            }
        };
        process.BeginOutputReadLine();
    }

    public string Last { get; private set; } = "";
}
