namespace ChatCommerce.BotHost.Pipeline.Presence;

internal static class PresenceModule
{
    public static void AddPresence(this IServiceCollection services)
    {
        services.AddSingleton<ShowPresence>();
        services.AddSingleton<ReadMarks>();
        services.AddHostedService(provider => provider.GetRequiredService<ReadMarks>());
    }
}
