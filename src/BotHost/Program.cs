using ChatCommerce.Agent;
using ChatCommerce.BotHost.Api;
using ChatCommerce.BotHost.Conversations;
using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Jobs;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.BotHost.StaffPages;
using ChatCommerce.BotHost.WebChat;
using ChatCommerce.BotHost.Webhooks;
using ChatCommerce.Channels;
using ChatCommerce.Commerce;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Storefront;
using Microsoft.AspNetCore.Connections;

namespace ChatCommerce.BotHost;

/// <summary>The program: <c>BotHost</c> serves, <c>BotHost migrate</c> brings the database up to this build and ends.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => Run(args, Console.Error);

    internal static async Task<int> Run(string[] args, TextWriter errors, Action<WebApplicationBuilder>? adjust = null)
    {
        try
        {
            await using var app = Build(args, adjust);
            if (args is ["migrate", ..])
            {
                await app.Services.GetRequiredService<StartUp>().Migrate(CancellationToken.None);
                return 0;
            }

            await Start(app);
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (StartRefused refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    /// <summary>The host with everything in it, not yet started. Tests build it the same way.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        adjust?.Invoke(builder);
        HostSettings.Apply(builder, args);
        HostLogging.Use(builder);
        var roles = HostRoles.Of(builder.Configuration["CHATCOMMERCE_ROLES"]);

        builder.Services.AddPlatform(builder.Configuration);
        builder.Services.AddCommerce(builder.Configuration);
        builder.Services.AddAgent();
        builder.Services.AddChannels(builder.Configuration);
        builder.Services.AddHosting(builder.Configuration, roles);
        builder.Services.AddPipeline(builder.Configuration, roles);
        builder.Services.AddWebhooks();
        builder.Services.AddWebChat(builder.Configuration);
        builder.Services.AddStorefront(builder.Configuration);
        builder.Services.AddConversations();
        builder.Services.AddJobs(roles);
        builder.Services.AddApi();
        builder.Services.AddStaffPages(builder.Environment.IsDevelopment());

        var app = builder.Build();
        app.UseHosting();
        app.MapHosting();
        if (roles.Web)
        {
            app.UseApi();
            app.UseStaffPages();
            app.MapApi();
            app.MapWebChat();
            app.MapWebhooks();
            app.MapStaffPages();
            app.MapStorefront();
        }

        return app;
    }

    /// <summary>Checks and prepares the database, then serves.</summary>
    public static async Task Start(WebApplication app)
    {
        await app.Services.GetRequiredService<StartUp>().Run(CancellationToken.None);
        try
        {
            await app.StartAsync();
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartRefused($"{taken.Message.TrimEnd('.')}: choose another port with CHATCOMMERCE_PORT.");
        }

        await app.Services.GetRequiredService<StartUp>().Announce(CancellationToken.None);
    }
}
