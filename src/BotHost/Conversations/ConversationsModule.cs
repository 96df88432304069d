namespace ChatCommerce.BotHost.Conversations;

public static class ConversationsModule
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<Inbox>();
        return services;
    }
}
