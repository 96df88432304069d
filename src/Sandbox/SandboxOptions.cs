using System.Globalization;
using System.Net;

namespace ChatCommerce.Sandbox;

/// <summary>Where the Sandbox listens and what it remembers.</summary>
public sealed record SandboxOptions
{
    /// <summary>0 takes a free port.</summary>
    public int Port { get; init; } = 5090;

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Where a browser reaches the hosted pages; by default the address the API was called on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The folder that keeps <c>sandbox.json</c>; null keeps nothing over a restart.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Factor on the webhook retry schedule; 0.01 turns its ten minutes into six seconds.</summary>
    public double RetryScale { get; init; } = 1;

    /// <summary>How long a receiver may take to acknowledge a webhook.</summary>
    public TimeSpan WebhookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    internal static SandboxOptions Read(string[] args)
    {
        var given = new ConfigurationBuilder()
            .AddEnvironmentVariables("CHATCOMMERCE_")
            .AddCommandLine(args)
            .Build();
        var defaults = new SandboxOptions();
        return defaults with
        {
            Port = Number(given["sandbox-port"] ?? given["SANDBOX_PORT"]) ?? defaults.Port,
            Address = IPAddress.Parse(given["sandbox-address"] ?? given["SANDBOX_ADDRESS"] ?? "127.0.0.1"),
            PublicUrl = given["SANDBOX_URL"] is { Length: > 0 } url ? new Uri(url) : null,
            DataFolder = given["DATA"],
            RetryScale = given["SANDBOX_RETRY_SCALE"] is { } scale
                ? double.Parse(scale, CultureInfo.InvariantCulture)
                : defaults.RetryScale,
        };
    }

    private static int? Number(string? text) =>
        text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
