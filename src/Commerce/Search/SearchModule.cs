using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Questions;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Commerce.Search.Words;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatCommerce.Commerce.Search;

public static class SearchModule
{
    /// <summary>Product search and its index, with the embedding generator that needs no key unless another was registered.</summary>
    public static IServiceCollection AddSearch(this IServiceCollection services)
    {
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>, HashedEmbeddings>();
        services.AddSingleton<VocabularyCache>();
        services.AddSingleton<ProductVectors>();
        services.AddSingleton<EmbedProducts>();
        services.AddSingleton<KnownAttributes>();
        services.AddSingleton<ProductIndex>();
        services.AddSingleton<ProductSearch>();
        return services;
    }
}
