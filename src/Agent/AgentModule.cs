using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Tools;
using ChatCommerce.Agent.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Agent;

public static class AgentModule
{
    /// <summary>The assistant, its built-in brain, its tools and its journal. A model is added by registering a <see cref="ChooseMind"/>.</summary>
    public static IServiceCollection AddAgent(this IServiceCollection services)
    {
        services.AddSingleton<Journal>();
        services.AddSingleton<BuiltInBrain>();
        services.AddSingleton<BrainChoice>();
        services.AddSingleton<Wishes>();
        services.AddSingleton<Items>();
        services.AddSingleton<CatalogTools>();
        services.AddSingleton<CartTools>();
        services.AddSingleton<PendingActions>();
        services.AddSingleton<OrderTools>();
        services.AddSingleton<ShopTools>();
        services.AddSingleton<TalkTools>();
        services.AddSingleton<ShownCodeTools>();
        services.AddSingleton<LinkTools>();
        services.AddSingleton<ConfirmTools>();
        services.AddSingleton<Toolbox>();
        services.AddSingleton<Assistant>();
        return services;
    }
}
