using System.Text.Encodings.Web;
using System.Text.Unicode;
using ChatCommerce.Sandbox.Assets;
using ChatCommerce.Sandbox.Dashboard;
using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Kakao;
using ChatCommerce.Sandbox.Meta;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.RunFile;
using ChatCommerce.Sandbox.Snapshots;
using ChatCommerce.Sandbox.Stripe;
using ChatCommerce.Sandbox.Telegram;
using ChatCommerce.Sandbox.Traffic;
using ChatCommerce.Sandbox.Twilio;
using ChatCommerce.Sandbox.WebChat;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox;

/// <summary>Builds the program; a test builds it too, with its own clock and port 0, and reads <c>app.Urls</c>.</summary>
public static class SandboxApp
{
    public static WebApplication Create(string[] args) => Create(SandboxOptions.Read(args), TimeProvider.System);

    /// <param name="options">Where it listens and what it remembers.</param>
    /// <param name="clock">Every time in it.</param>
    /// <param name="more">Further parts, such as a messenger that only a test knows.</param>
    public static WebApplication Create(SandboxOptions options, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "ChatCommerce.Sandbox",
            ContentRootPath = AppContext.BaseDirectory,
        });
        // The host program may keep settings of another program beside this one; none of them is ours.
        builder.Configuration.Sources.Clear();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(options.Address, options.Port));
        // Korean stays Korean in the pages' source instead of eight characters of escape for each.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton(options).AddSingleton(clock).AddRazorComponents();
        AddModules(builder.Services);
        more?.Invoke(builder.Services);

        var app = builder.Build();
        MapModules(app);
        app.Services.GetRequiredService<SnapshotFile>().Load();
        return app;
    }

    private static void AddModules(IServiceCollection services) => services
        .AddSnapshots()
        .AddSingleton<WebhookClient>()
        .AddRunFile()
        .AddWebChat()
        .AddPhones()
        .AddMeta()
        .AddTelegram()
        .AddTwilio()
        .AddStripe()
        .AddKakao()
        .AddFaults()
        .AddTraffic();

    private static void MapModules(WebApplication app)
    {
        app.UseOwnPagesOnly();
        app.UseTraffic();
        app.MapGet("/healthz", () => "ok");
        app.MapAssets();
        app.MapFaults();
        app.MapTraffic();
        app.MapDashboard();
        app.MapPhones();
        app.MapMeta();
        app.MapTelegram();
        app.MapTwilio();
        app.MapStripe();
        app.MapKakao();
    }
}
