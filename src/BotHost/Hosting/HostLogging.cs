using System.Diagnostics;
using System.Globalization;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Text;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>Serilog as the only logging provider. Values that look like people or secrets are masked before any sink sees them.</summary>
internal static class HostLogging
{
    private const string Template = "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    public static void Use(WebApplicationBuilder builder)
    {
        var logger = Configured(builder.Configuration);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerFactory>(_ => new SerilogLoggerFactory(logger, dispose: true));
    }

    /// <summary>One line for each request that failed or took long; never its query, which may hold tokens.</summary>
    public static void UseSlowRequestLog(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Http");
        app.Use(async (http, next) =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(http);
            var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            if (http.Response.StatusCode >= 500 || (elapsed > 1_000 && !http.WebSockets.IsWebSocketRequest))
            {
                var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(no route)";
                log.LogWarning("{Method} {Route} answered {Status} in {Elapsed:0} ms", http.Request.Method, route, http.Response.StatusCode, elapsed);
            }
        });
    }

    private static Logger Configured(IConfiguration configuration)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft.AspNetCore", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
            .MinimumLevel.Override("Npgsql", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .Enrich.With<MaskPersonal>()
            .WriteTo.Console(outputTemplate: Template, formatProvider: CultureInfo.InvariantCulture);
        try
        {
            return logger.ReadFrom.Configuration(configuration).CreateLogger();
        }
        catch (InvalidOperationException malformed)
        {
            throw new StartRefused($"A setting below Serilog is malformed: {malformed.Message}");
        }
    }

    private sealed class MaskPersonal : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var (name, value) in logEvent.Properties.ToList())
            {
                if (value is ScalarValue { Value: string text } && PersonalText.Mask(text) is var masked && masked != text)
                {
                    logEvent.AddOrUpdateProperty(new LogEventProperty(name, new ScalarValue(masked)));
                }
            }
        }
    }
}
