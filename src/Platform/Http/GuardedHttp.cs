using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Platform.Http;

/// <summary>
/// The one way out. Every outbound request goes through a handler that allows https and public addresses only (checked on the address
/// it connects to, so a name that changes its answer gains nothing), follows no redirect, uses no proxy, and caps size and time.
/// </summary>
public static class GuardedHttp
{
    /// <summary>Name of the client for addresses that came from outside: pictures, media, webhooks of vendors.</summary>
    public const string Fetch = "guarded-fetch";

    private const int MaxResponseBytes = 16 * 1024 * 1024;

    public static IServiceCollection AddGuardedHttp(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<GuardedHttpOptions>(configuration, "GuardedHttp");
        services.AddTransient<HttpsOnly>();
        services.AddGuardedHttpClient(Fetch, TimeSpan.FromSeconds(20));
        return services;
    }

    /// <summary>A named client behind the guard; providers get one each, with their own base address.</summary>
    public static IHttpClientBuilder AddGuardedHttpClient(this IServiceCollection services, string name, TimeSpan timeout) =>
        services.AddHttpClient(name, client =>
            {
                client.Timeout = timeout;
                client.MaxResponseContentBufferSize = MaxResponseBytes;
            })
            // Some addresses carry a secret, which the client's own log lines would show.
            .RemoveAllLoggers()
            .AddHttpMessageHandler<HttpsOnly>()
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<GuardedHttpOptions>()));

    internal static SocketsHttpHandler Handler(GuardedHttpOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 64,
        ConnectCallback = (context, ct) => Connect(context.DnsEndPoint, options, ct),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint target, GuardedHttpOptions options, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(target.Host, ct);
        var allowed = addresses.Where(a => PublicAddress.Is(a) || options.Allows(target.Host, target.Port)).ToArray();
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Refused to connect to '{target.Host}': it has no public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class HttpsOnly(GuardedHttpOptions options) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var uri = request.RequestUri ?? throw new HttpRequestException("The request has no address.");
            if (uri.UserInfo.Length > 0 || (uri.Scheme != Uri.UriSchemeHttps && !options.Allows(uri.Host, uri.Port)))
            {
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"Refused to call '{uri.Host}': expected https without credentials in the address.");
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Exceptions to the guard, for development: the sandbox on this machine.</summary>
public sealed class GuardedHttpOptions
{
    /// <summary><c>host:port</c> pairs that may be called without https and at private addresses. Empty outside development.</summary>
    public IReadOnlyList<string> Allowed { get; set; } = [];

    public bool Allows(string host, int port) => Allowed.Contains($"{host}:{port}", StringComparer.OrdinalIgnoreCase);
}
