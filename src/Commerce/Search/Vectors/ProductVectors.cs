using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Commerce.Search.Vectors;

/// <summary>
/// Vectors of the configured embedding model. The built-in hashed vectors are written with each edit and serve until a model's have been
/// fetched, so no search waits for a provider and vectors of two models are never compared.
/// </summary>
public sealed class ProductVectors(TenantDb tenants, IEmbeddingGenerator<string, Embedding<float>> generator)
{
    private const int BatchSize = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The configured model; null when it is the built-in one.</summary>
    public string? Model { get; } = Named(generator);

    /// <summary>
    /// Fetches the vectors of some products that have none of the configured model yet; 0 when all have. A product edited meanwhile
    /// keeps its hashed vector and comes up again.
    /// </summary>
    public async Task<int> EmbedPending(TenantId tenant, CancellationToken ct)
    {
        if (Model is null)
        {
            return 0;
        }

        var pending = await tenants.For(tenant).List<Pending>($"""
            select p.id, p.title, p.brand, p.category, p.description, t.text_hash
            from product_embedding e
            join product p on p.tenant_id = {tenant} and p.id = e.product_id
            join product_text t on t.tenant_id = {tenant} and t.product_id = e.product_id
            where e.tenant_id = {tenant} and e.model <> {Model} limit {BatchSize}
            """, ct);
        if (pending.Count == 0)
        {
            return 0;
        }

        var vectors = await Embed([.. pending.Select(p => p.Text())], ct);
        List<Sql> updates = [.. pending.Zip(vectors, (p, v) => (Sql)$"""
            update product_embedding e set model = {Model}, embedding = {v:halfvec}
            where e.tenant_id = {tenant} and e.product_id = {p.Id}
              and exists (select from product_text t where t.tenant_id = {tenant} and t.product_id = {p.Id} and t.text_hash = {p.TextHash})
            """)];
        await using var reading = await tenants.For(tenant).Batch(updates, ct);
        await reading.Affected(ct);
        return pending.Count;
    }

    /// <summary>The question in the configured model; null without one, or when its provider does not answer in time.</summary>
    internal async Task<float[]?> OfQuestion(string text, CancellationToken ct)
    {
        if (Model is null)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            return (await Embed([text], limit.Token))[0];
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return null;
        }
    }

    private async Task<float[][]> Embed(string[] texts, CancellationToken ct)
    {
        var made = await generator.GenerateAsync(texts, new EmbeddingGenerationOptions { Dimensions = HashedVector.Dimensions }, ct);
        return [.. made.Select(e => Unit(e.Vector.ToArray()))];
    }

    private static float[] Unit(float[] vector)
    {
        if (vector.Length != HashedVector.Dimensions)
        {
            throw new InvalidOperationException($"The embedding model gives {vector.Length} numbers; the slot holds {HashedVector.Dimensions}: choose a model that can be cut to that.");
        }

        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return length > 0 ? [.. vector.Select(x => x / length)] : vector;
    }

    private static string? Named(IEmbeddingGenerator<string, Embedding<float>> generator)
    {
        var name = (generator.GetService(typeof(EmbeddingGeneratorMetadata)) as EmbeddingGeneratorMetadata)?.DefaultModelId;
        return name == HashedVector.Model ? null : name ?? throw new InvalidOperationException("The embedding generator names no model, so its vectors could not be told from others.");
    }

    private sealed record Pending(ProductId Id, string Title, string Brand, string Category, string Description, byte[] TextHash)
    {
        public string Text()
        {
            var text = ProductText.Of(Title, Brand, Category, Description, []);
            return $"{text.Title}\n{text.Description}";
        }
    }
}
