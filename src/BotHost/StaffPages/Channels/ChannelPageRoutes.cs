using ChatCommerce.BotHost.StaffPages.Channels.Accounts;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Channels;

internal static class ChannelPageRoutes
{
    public static void AddChannelPages(this IServiceCollection services)
    {
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<ChannelPages>();
        services.AddSingleton<ChannelActs>();
    }

    /// <summary>For owners: credentials are theirs alone.</summary>
    public static void MapChannelPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<ChannelPages>();
        var acts = routes.ServiceProvider.GetRequiredService<ChannelActs>();
        var channels = routes.StaffGroup("/manage/channels").WithMetadata(new StaffPage(Role.Owner));
        channels.MapGet("", (StaffCall call, HttpContext http) => pages.List(call, http));
        channels.MapGet("/connect/{kind}", (StaffCall call, HttpContext http, string kind) => pages.Connect(call, http, kind, null));
        channels.MapPost("/connect/{kind}", (StaffCall call, HttpContext http, string kind) => acts.Connect(call, http, kind));
        channels.MapGet("/{id}", (StaffCall call, HttpContext http, ChannelAccountId id) => pages.Show(call, http, id, null));
        channels.MapPost("/{id}/verify", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Verify(call, http, id));
        channels.MapPost("/{id}/set-up", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.SetUp(call, http, id));
        channels.MapPost("/{id}/test", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Test(call, http, id));
        channels.MapPost("/{id}/settings", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Edit(call, http, id));
        channels.MapPost("/{id}/rotate", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Rotate(call, http, id));
        channels.MapPost("/{id}/templates", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Template(call, http, id));
        channels.MapPost("/{id}/disconnect", (StaffCall call, HttpContext http, ChannelAccountId id) => acts.Disconnect(call, http, id));
    }
}
