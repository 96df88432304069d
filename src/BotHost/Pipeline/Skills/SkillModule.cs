using ChatCommerce.BotHost.Hosting;

namespace ChatCommerce.BotHost.Pipeline.Skills;

internal static class SkillModule
{
    /// <summary>Answers in the request wherever requests come in; the lane on workers, and beside the requests whose promises it keeps.</summary>
    public static IServiceCollection AddSkills(this IServiceCollection services, HostRoles roles)
    {
        services.AddSingleton<Standings>();
        services.AddSingleton<StoreSkill>();
        services.AddSingleton<TakeAnswer>();
        services.AddSingleton<AwaitAnswer>();
        services.AddSingleton<SkillServer>();
        services.AddSingleton<SkillCallbacks>();
        services.AddSingleton<UseCallback>();
        services.AddSingleton<KnockOutcomes>();
        services.AddSingleton<Knocks>();
        services.AddSingleton<GoElsewhere>();
        services.AddSingleton<HoldForCustomer>();
        if (roles.Worker || roles.Web)
        {
            services.AddHostedService<SkillLane>();
        }

        return services;
    }
}
