using Microsoft.Extensions.Logging;

namespace ChatCommerce.Commerce.Search.Vectors;

/// <summary>
/// Brings every shop's products to the configured embedding model, some at a time; until then their hashed vectors serve. A job.
/// </summary>
public sealed class EmbedProducts(Tenants.Tenants tenants, ProductVectors vectors, ILogger<EmbedProducts> log)
{
    private const int BatchesPerShop = 10;

    public async Task Run(CancellationToken ct)
    {
        foreach (var tenant in vectors.Model is null ? [] : await tenants.All(ct))
        {
            try
            {
                for (var batch = 0; batch < BatchesPerShop && await vectors.EmbedPending(tenant.Id, ct) > 0; batch++)
                {
                }
            }
            catch (Exception away) when (away is HttpRequestException or TimeoutException || (away is OperationCanceledException && !ct.IsCancellationRequested))
            {
                // What one shop's products meet must not keep the others waiting.
                log.LogWarning("Vectors for tenant {Tenant} have to wait: {Reason}", tenant.Id, away.Message);
            }
        }
    }
}
