using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ChatCommerce.Tests.World.Programs;

/// <summary>The program as a process of its own, so that a test can see it die.</summary>
public sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly ConcurrentQueue<string?> said = [];

    private HostProcess(Process process) => this.process = process;

    public bool HasDied => process.HasExited;

    /// <summary>What a process needs to serve the demo shops of a database, with short leases, so that its work is soon another's.</summary>
    public static Dictionary<string, string> Settings(TestDatabase database, Uri address, string folder) => new(StringComparer.Ordinal)
    {
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["CHATCOMMERCE_DATABASE"] = database.Options.Owner,
        ["CHATCOMMERCE_ENCRYPTION_KEY"] = TestDatabase.EncryptionKey,
        ["CHATCOMMERCE_PORT"] = address.Port.ToString(CultureInfo.InvariantCulture),
        ["CHATCOMMERCE_DEMO"] = "1",
        ["CHATCOMMERCE_DATA"] = folder,
        ["CHATCOMMERCE_ROLES"] = "web,worker",
        ["Database__RolePrefix"] = database.Options.RolePrefix,
        ["Pipeline__LeaseSeconds"] = "3",
    };

    /// <param name="fault">The named point to die at, such as <c>turn.leased@2</c>; null for none.</param>
    public static async Task<HostProcess> Start(IReadOnlyDictionary<string, string> settings, string? fault, Uri address)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "ChatCommerce.BotHost.dll")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.Environment["CHATCOMMERCE_FAULT"] = fault ?? "";
        var started = Process.Start(start)!;
        var host = new HostProcess(started);
        started.OutputDataReceived += (_, line) => host.said.Enqueue(line.Data);
        started.ErrorDataReceived += (_, line) => host.said.Enqueue(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        await host.UntilReady(address);
        return host;
    }

    public async Task Died()
    {
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task UntilReady(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var patience = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!process.HasExited && await timer.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                using var ready = await http.GetAsync(new Uri("/readyz", UriKind.Relative), patience.Token);
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

        await process.WaitForExitAsync(patience.Token);
        throw new InvalidOperationException($"The program ended before it was ready:\n{string.Join('\n', said)}");
    }
}
