using System.Globalization;
using System.Net;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>Turns the few <c>CHATCOMMERCE_*</c> variables and switches into configuration, and fills development's defaults in.</summary>
internal static class HostSettings
{
    private static readonly Dictionary<string, string> Switches = new(StringComparer.Ordinal)
    {
        ["--port"] = "CHATCOMMERCE_PORT",
        ["--sandbox-port"] = "CHATCOMMERCE_SANDBOX_PORT",
    };

    public static void Apply(WebApplicationBuilder builder, string[] args)
    {
        builder.Configuration.AddCommandLine(args, Switches);
        var port = Port(builder.Configuration, "CHATCOMMERCE_PORT", 5080);
        var sandbox = Port(builder.Configuration, "CHATCOMMERCE_SANDBOX_PORT", 5090);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 12 * 1024 * 1024;
            if (builder.Configuration["urls"] is null)
            {
                kestrel.Listen(Address(builder.Configuration["CHATCOMMERCE_LISTEN"]), port);
            }
        });
        Default(builder.Configuration, "PublicUrl", $"http://localhost:{port}");
        CheckPublicUrl(builder.Configuration["PublicUrl"]!, builder.Environment.IsDevelopment());
        if (builder.Configuration["CHATCOMMERCE_DEMO"] is "1" && FindDemo() is { } demo)
        {
            Default(builder.Configuration, "Demo:Folder", demo);
        }

        if (builder.Environment.IsDevelopment())
        {
            Default(builder.Configuration, "Payments:Stripe:BaseAddress", $"http://127.0.0.1:{sandbox}/stripe/");
            Default(builder.Configuration, "Channels:Meta:BaseAddress", $"http://127.0.0.1:{sandbox}/meta/");
            Default(builder.Configuration, "Channels:Twilio:BaseAddress", $"http://127.0.0.1:{sandbox}/twilio/");
            Default(builder.Configuration, "Channels:Twilio:ContentBaseAddress", $"http://127.0.0.1:{sandbox}/twilio-content/");
            Default(builder.Configuration, "Channels:Twilio:MessagingBaseAddress", $"http://127.0.0.1:{sandbox}/twilio-messaging/");
            Default(builder.Configuration, "Channels:Telegram:BaseAddress", $"http://127.0.0.1:{sandbox}/telegram/");
            Default(builder.Configuration, "Channels:Kakao:BaseAddress", $"http://127.0.0.1:{sandbox}/kakao/");
            Default(builder.Configuration, "GuardedHttp:Allowed:0", $"127.0.0.1:{sandbox}");
            Default(builder.Configuration, "GuardedHttp:Allowed:1", $"localhost:{sandbox}");
        }
    }

    private static void CheckPublicUrl(string text, bool development)
    {
        var fits = Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { PathAndQuery: "/", UserInfo: "", Fragment: "" }
            && (url.Scheme == Uri.UriSchemeHttps || (development && url.Scheme == Uri.UriSchemeHttp));
        if (!fits)
        {
            throw new StartRefused($"PublicUrl is '{text}': expected an https address such as https://shops.example, without a path; http is for development.");
        }
    }

    // The shops are loaded from there and their pictures are served from there.
    private static string? FindDemo()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "demo", "harbor")))
            {
                return Path.Combine(folder.FullName, "demo");
            }
        }

        return null;
    }

    private static int Port(ConfigurationManager configuration, string name, int otherwise)
    {
        var text = configuration[name];
        return string.IsNullOrEmpty(text) ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 0 and < 65_536 ? port
            : throw new StartRefused($"{name} is '{text}': expected a port number.");
    }

    private static IPAddress Address(string? text) => string.IsNullOrEmpty(text) ? IPAddress.Loopback
        : IPAddress.TryParse(text, out var address) ? address
        : throw new StartRefused($"CHATCOMMERCE_LISTEN is '{text}': expected an IP address such as 0.0.0.0.");

    private static void Default(ConfigurationManager configuration, string name, string value)
    {
        if (string.IsNullOrEmpty(configuration[name]))
        {
            configuration[name] = value;
        }
    }
}
