using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Quotes;

public static class QuotesModule
{
    public static IServiceCollection AddQuotes(this IServiceCollection services) => services.AddSingleton<Quotes>();
}
