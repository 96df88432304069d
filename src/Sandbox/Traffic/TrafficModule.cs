using ChatCommerce.Sandbox.Dashboard;

namespace ChatCommerce.Sandbox.Traffic;

internal static class TrafficModule
{
    public static IServiceCollection AddTraffic(this IServiceCollection services) => services
        .AddSingleton<RawTraffic>()
        .AddDashboardSection<TrafficSection>("traffic", "Raw traffic");

    public static void UseTraffic(this IApplicationBuilder app) => app.UseMiddleware<RecordTraffic>();

    public static void MapTraffic(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sandbox/traffic", (RawTraffic traffic, int? limit) => traffic.NewestFirst.Take(limit ?? 100));
}
