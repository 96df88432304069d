using ChatCommerce.BotHost.Hosting;
using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.Pipeline.Fetches;
using ChatCommerce.BotHost.Pipeline.Happenings;
using ChatCommerce.BotHost.Pipeline.Presence;
using ChatCommerce.BotHost.Pipeline.Sends;
using ChatCommerce.BotHost.Pipeline.Skills;
using ChatCommerce.BotHost.Pipeline.Turns;
using ChatCommerce.BotHost.Pipeline.Work;
using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Pipeline;

public static class PipelineModule
{
    /// <summary>Ingest everywhere; the lanes only on nodes with the worker role.</summary>
    public static IServiceCollection AddPipeline(this IServiceCollection services, IConfiguration configuration, HostRoles roles)
    {
        services.AddSettings<PipelineOptions>(configuration, "Pipeline");
        services.AddSingleton(provider => new WorkPlaces(provider.GetRequiredService<PipelineOptions>().Places));
        services.AddSingleton<Signals>();
        services.AddHostedService(provider => provider.GetRequiredService<Signals>());
        services.AddHostedService<SignalListener>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<WishWhileSilent>();
        services.AddSingleton<Ingest>();
        services.AddSingleton<StoreHappening>();
        services.AddSingleton<DeliveryReports>();
        services.AddSingleton<SpokenElsewhere>();
        services.AddSingleton<Corrections>();
        services.AddSingleton<Wishes>();
        services.AddSingleton<IdentityChanges>();
        services.AddSingleton<ThreadMoves>();
        services.AddSingleton<TemplateReviews>();
        services.AddSingleton<KeepBody>();
        services.AddSingleton<KeepUnreadable>();
        services.AddSingleton<OutgoingMessages>();
        services.AddSingleton<ChannelAccounts>();
        services.AddSingleton<ChannelKinds>();
        services.AddSingleton<ClaimTurn>();
        services.AddSingleton<CommitTurn>();
        services.AddSingleton<RunTurn>();
        services.AddSingleton<ClaimSends>();
        services.AddSingleton<SendJournal>();
        services.AddSingleton<OpenThreads>();
        services.AddSingleton<DecideSend>();
        services.AddSingleton<Withhold>();
        services.AddSingleton<SendAgain>();
        services.AddSingleton<Lessons>();
        services.AddSingleton<RefusedLater>();
        services.AddSingleton<AccountHealth>();
        services.AddSingleton<TokenLives>();
        services.AddSingleton<AskProvider>();
        services.AddSingleton<ConnectAccount>();
        services.AddSingleton<EditAccount>();
        services.AddSingleton<AccountSecrets>();
        services.AddSingleton<DisconnectAccount>();
        services.AddSingleton<SendTest>();
        services.AddSingleton<AccountFigures>();
        services.AddSingleton<MessageTemplates>();
        services.AddSingleton<ProbeAccounts>();
        services.AddSingleton<Deliver>();
        services.AddSingleton<SendOutbound>();
        services.AddSingleton<ConversationControl>();
        services.AddSkills(roles);
        services.AddFetches(roles);
        services.AddPresence();
        if (roles.Worker)
        {
            services.AddHostedService<TurnLane>();
            services.AddHostedService<SendLane>();
        }

        return services;
    }
}
