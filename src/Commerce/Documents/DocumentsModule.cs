using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Documents;

public static class DocumentsModule
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services.AddSingleton<Documents>();
}
