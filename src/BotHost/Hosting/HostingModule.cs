using System.Net;
using ChatCommerce.BotHost.Api;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront;
using ChatCommerce.Storefront.Hosting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.HttpOverrides;
using Npgsql;

namespace ChatCommerce.BotHost.Hosting;

public static class HostingModule
{
    public static IServiceCollection AddHosting(this IServiceCollection services, IConfiguration configuration, HostRoles roles)
    {
        services.AddSingleton(roles);
        services.AddSingleton(new HostAddress(new Uri(configuration["PublicUrl"]!)));
        services.AddSingleton<Readiness>();
        services.AddSingleton<StartUp>();
        services.AddSingleton<IDemoChannels, DemoChannels>();
        services.AddSingleton<RunFile>();
        services.AddProblemDetails(o => o.CustomizeProblemDetails = UnreadableRequest.Name);
        services.ConfigureHttpJsonOptions(o => RequestJson.Configure(o.SerializerOptions));
        services.Configure<ForwardedHeadersOptions>(o => Trust(o, configuration));
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));
        return services;
    }

    public static void UseHosting(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Answer, SuppressDiagnosticsCallback = e => UnreadableRequest.Explain(e.Exception) is not null });
        app.UseSlowRequestLog();
        app.UseStorefront();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30) });
    }

    public static void MapHosting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", async (Readiness readiness, CancellationToken ct) =>
            await readiness.Problems(ct) is { Count: > 0 } problems ? Results.Json(problems, statusCode: StatusCodes.Status503ServiceUnavailable) : Results.Text("ready"));
    }

    // The one handler at the edge. A database that is away is 503, so that a provider tries again; the rest is our bug.
    private static Task Answer(HttpContext http)
    {
        var error = http.Features.Get<IExceptionHandlerFeature>()?.Error;
        var unreadable = UnreadableRequest.Explain(error);
        var status = error switch
        {
            BadHttpRequestException bad => bad.StatusCode,
            _ when unreadable is not null => StatusCodes.Status400BadRequest,
            NpgsqlException { IsTransient: true } or TimeoutException => StatusCodes.Status503ServiceUnavailable,
            OperationCanceledException when http.RequestAborted.IsCancellationRequested => StatusCodes.Status499ClientClosedRequest,
            _ => StatusCodes.Status500InternalServerError,
        };
        return ErrorPages.IsWanted(http.Request) ? ErrorPages.Write(http, status)
            : unreadable is not null ? ApiAnswers.Problem(unreadable.Code, unreadable.Message, status, unreadable).ExecuteAsync(http)
            : Results.Problem(title: Title(status), statusCode: status).ExecuteAsync(http);
    }

    private static string Title(int status) => status == StatusCodes.Status503ServiceUnavailable
        ? "The service is busy or its database is away. Please try again in a moment."
        : "Something went wrong on our side. It has been logged.";

    // Only named proxies may say who the client is and how they were reached.
    private static void Trust(ForwardedHeadersOptions options, IConfiguration configuration)
    {
        var proxies = configuration.GetSection("TrustedProxies").Get<string[]>() ?? [];
        options.ForwardedHeaders = proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address)
                ? address
                : throw new StartRefused($"TrustedProxies names '{proxy}': expected an IP address."));
        }
    }
}
