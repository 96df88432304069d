using ChatCommerce.BotHost.WebChat.Activities;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.WebChat;

public static class WebChatModule
{
    internal const string Root = "/v3/directline";

    /// <summary>The web chat channel and its Direct Line endpoints.</summary>
    public static IServiceCollection AddWebChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebChatOptions>(configuration, "WebChat");
        services.AddSingleton<ChatTokens>();
        services.AddSingleton<ChatOrigins>();
        services.AddSingleton<ChatLimits>();
        services.AddSingleton<DirectLineGate>();
        services.AddSingleton<ActivityLog>();
        services.AddSingleton<ActivitySignal>();
        services.AddSingleton<ActivityEndpoints>();
        services.AddSingleton<Activities.StreamWriter>();
        services.AddSingleton<WidgetToken>();
        return services;
    }

    /// <summary>Direct Line 3.0 as published, and the token of our own widget. Needs WebSockets in the pipeline before it.</summary>
    public static void MapWebChat(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("").ExcludeFromDescription().DisableAntiforgery();
        routes.MapMethods(Root + "/{**rest}", [HttpMethods.Options], DirectLineCors.Preflight);
        routes.MapGet(Root + "/conversations/{conversation}/stream", StreamEndpoint.Open);
        routes.MapGet(FileEndpoint.Root + "{token}", FileEndpoint.Get);
        routes.Map(Root + "/{**rest}", () => DirectLineError.NotFound("There is no such Direct Line endpoint."));
        routes.MapPost("/{slug}/chat/token", WidgetToken.ByPath);

        var gated = routes.MapGroup(Root).AddEndpointFilter(app.ServiceProvider.GetRequiredService<DirectLineGate>());
        gated.MapPost("/tokens/generate", TokenEndpoints.Generate);
        gated.MapPost("/tokens/refresh", TokenEndpoints.Refresh);
        gated.MapPost("/conversations", ConversationEndpoints.Start);
        gated.MapGet("/conversations/{conversation}", ConversationEndpoints.Resume);
        gated.MapGet("/conversations/{conversation}/activities", ConversationEndpoints.Poll);
        gated.MapPost("/conversations/{conversation}/activities", ActivityEndpoints.Post);
        gated.MapPost("/conversations/{conversation}/upload", UploadEndpoint.Post);
    }
}
