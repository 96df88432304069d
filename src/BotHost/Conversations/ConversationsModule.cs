using ChatCommerce.Commerce.Customers;
using ChatCommerce.Commerce.Orders;

namespace ChatCommerce.BotHost.Conversations;

public static class ConversationsModule
{
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        services.AddSingleton<Inbox>();
        services.AddSingleton<IOrderNews, OrderNewsMessages>();
        services.AddSingleton<IThreads, CustomerThreads>();
        return services;
    }
}
