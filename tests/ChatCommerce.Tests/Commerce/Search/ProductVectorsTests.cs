using ChatCommerce.Commerce.Search;
using ChatCommerce.Commerce.Search.Index;
using ChatCommerce.Commerce.Search.Vectors;
using ChatCommerce.Commerce.Search.Words;
using ChatCommerce.Platform;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class ProductVectorsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly CancellationToken Ct = CancellationToken.None;
    private readonly TestClock clock = new();

    [Fact]
    public async Task A_configured_model_fills_the_slot_in_the_background_and_then_finds_by_meaning()
    {
        using var model = new MeaningModel();
        var shop = await Shop("model", "Sofa in green velvet", "Garden hose");
        var search = CatalogItems.Search(database.Tenants, clock, model);
        (await search.Find(shop, new ProductQuery("couch"), Ct)).Hits.Where(h => h.Score > .2).Should().BeEmpty("hashed vectors know nothing of meaning");

        var vectors = new ProductVectors(database.Tenants, model);
        (await vectors.EmbedPending(shop, Ct)).Should().Be(2);
        (await vectors.EmbedPending(shop, Ct)).Should().Be(0);

        (await search.Find(shop, new ProductQuery("couch"), Ct)).Hits[0].Title.Should().Be("Sofa in green velvet");
        (await database.Ask<string>($"select distinct model from product_embedding where tenant_id = '{shop}'")).Should().Equal("meaning-384");
    }

    [Fact]
    public async Task An_edit_falls_back_to_the_hashed_vector_until_the_model_has_seen_it()
    {
        using var model = new MeaningModel();
        var shop = await Shop("edited", "Sofa in green velvet", "Garden hose");
        await new ProductVectors(database.Tenants, model).EmbedPending(shop, Ct);
        await database.Tenants.Run(shop, async db =>
        {
            await db.Execute($"update product set title = 'Reading lamp' where tenant_id = {shop} and title = 'Garden hose'", Ct);
            await new ProductIndex(database.Tenants).Refresh(db, await db.List<ChatCommerce.Commerce.ProductId>($"select id from product where tenant_id = {shop}", Ct), Ct);
            return Done.It;
        }, Ct);

        (await CatalogItems.Search(database.Tenants, clock, model).Find(shop, new ProductQuery("lamp"), Ct)).Hits[0].Title.Should().Be("Reading lamp");
        (await new ProductVectors(database.Tenants, model).EmbedPending(shop, Ct)).Should().Be(1);
    }

    [Fact]
    public async Task A_model_that_does_not_answer_leaves_search_working()
    {
        using var model = new MeaningModel { IsDown = true };
        var shop = await Shop("down", "Sofa in green velvet");

        (await CatalogItems.Search(database.Tenants, clock, model).Find(shop, new ProductQuery("velvet sofa"), Ct)).Hits.Should().ContainSingle();
    }

    [Fact]
    public async Task The_job_brings_every_shop_to_the_model_while_the_vectors_before_serve()
    {
        using var model = new MeaningModel { Refuses = "unlucky" };
        var (harbor, unlucky, dalbit) = (await Shop("job-one", "Sofa in green velvet", "Garden hose"), await Shop("job-two", "An unlucky thing"), await Shop("job-three", "Sofa of leather"));
        var search = CatalogItems.Search(database.Tenants, clock, model);
        var job = Parts.Of(database, clock, services => services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(model)).Get<EmbedProducts>();
        (await search.Find(harbor, new ProductQuery("velvet sofa"), Ct)).Hits[0].Title.Should().Be("Sofa in green velvet");

        await job.Run(Ct);

        (await search.Find(harbor, new ProductQuery("couch"), Ct)).Hits[0].Title.Should().Be("Sofa in green velvet");
        (await search.Find(dalbit, new ProductQuery("couch"), Ct)).Hits[0].Title.Should().Be("Sofa of leather");
        (await search.Find(unlucky, new ProductQuery("unlucky"), Ct)).Hits.Should().ContainSingle("what the model refuses keeps its own vector and holds up nobody");
        (await database.Ask<long>("select count(*) from product_embedding where model = 'meaning-384'"))[0].Should().BeGreaterThanOrEqualTo(3);
        (await database.Ask<string>($"select model from product_embedding where tenant_id = '{unlucky}'")).Should().NotContain("meaning-384");
    }

    private async Task<TenantId> Shop(string slug, params string[] titles)
    {
        var shop = await CatalogItems.OpenShop(database.System, clock, slug);
        await database.Tenants.Run(shop, async db =>
        {
            await new ProductIndex(database.Tenants).Refresh(db, await CatalogItems.Add(db, clock, [.. titles.Select(t => new CatalogItem(t))]), Ct);
            return Done.It;
        }, Ct);
        return shop;
    }

    /// <summary>A model that knows one synonym.</summary>
    private sealed class MeaningModel : IEmbeddingGenerator<string, Embedding<float>>
    {
        public bool IsDown { get; init; }

        /// <summary>A word whose texts it gives no vector for.</summary>
        public string? Refuses { get; init; }

        public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default) => IsDown || (Refuses is not null && values.Any(v => v.Contains(Refuses, StringComparison.Ordinal)))
            ? throw new HttpRequestException("The provider is down.")
            : Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(values.Select(v =>
            {
                var vector = new float[options?.Dimensions ?? 384];
                vector[v.Contains("couch", StringComparison.OrdinalIgnoreCase) || v.Contains("sofa", StringComparison.OrdinalIgnoreCase) ? 0 : 1] = 3;
                return new Embedding<float>(vector);
            })));

        public object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(EmbeddingGeneratorMetadata) ? new EmbeddingGeneratorMetadata("test", null, "meaning-384", 384) : null;

        public void Dispose()
        {
        }
    }
}
