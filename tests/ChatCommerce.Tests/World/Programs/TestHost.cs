using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using HostProgram = ChatCommerce.BotHost.Program;

namespace ChatCommerce.Tests.World.Programs;

/// <summary>The whole program on a free port over a test database with the demo shops in it, reached only through HTTP.</summary>
public sealed class TestHost : IAsyncDisposable
{
    private static int ports = RandomNumberGenerator.GetInt32(12_000);
    private readonly WebApplication app;

    private TestHost(WebApplication app, RunFileContents shops)
    {
        this.app = app;
        Shops = shops;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public Uri Address => new(app.Urls.First());

    public HttpClient Http { get; }

    /// <summary>What the run file says: addresses, sign-ins, tokens, keys.</summary>
    public RunFileContents Shops { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="settings">Configuration over the test's defaults: coalescing off, no schedule but what the test runs itself.</param>
    /// <param name="clock">The program's clock, where a test moves it.</param>
    /// <param name="services">Added before the program's own.</param>
    public static async Task<TestHost> Start(
        TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null, TimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        var folder = Directory.CreateTempSubdirectory("chatcommerce-test").FullName;
        Dictionary<string, string?> all = new(StringComparer.Ordinal)
        {
            ["CHATCOMMERCE_DATABASE"] = database.Options.Owner,
            ["CHATCOMMERCE_ENCRYPTION_KEY"] = TestDatabase.EncryptionKey,
            ["CHATCOMMERCE_PORT"] = FreePort(),
            ["CHATCOMMERCE_DEMO"] = "1",
            ["CHATCOMMERCE_DATA"] = folder,
            ["CHATCOMMERCE_ROLES"] = "web,worker",
            ["Database:RolePrefix"] = database.Options.RolePrefix,
            ["Pipeline:QuietMilliseconds"] = "0",
            ["Pipeline:QuietAfterMediaMilliseconds"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            all[name] = value;
        }

        var built = HostProgram.Build([], builder =>
        {
            builder.Environment.EnvironmentName = "Development";
            builder.Configuration.AddInMemoryCollection(all);
            builder.Services.AddSingleton(clock ?? TimeProvider.System);
            services?.Invoke(builder.Services);
        });
        await HostProgram.Start(built);
        return new(built, RunFileContents.Read(Path.Combine(folder, "run.json")));
    }

    /// <summary>A client that calls the API with a role's token of a shop.</summary>
    public HttpClient Api(string slug, string role)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Shops.Tenant(slug).Token(role));
        return client;
    }

    public Task<Customer> Customer(string slug, string? user = null) => World.Customer.Open(Http, Shops.Tenant(slug).WebChatKey, user);

    /// <summary>
    /// A port that nobody listens on: the program must know its address before it listens, since links carry it. It lies below those that the
    /// system gives to outgoing connections, so that nobody takes it while a killed program is away.
    /// </summary>
    public static string FreePort()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref ports) % 12_000);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
