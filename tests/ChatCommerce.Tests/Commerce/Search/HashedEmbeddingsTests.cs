using ChatCommerce.Commerce.Search.Vectors;
using FluentAssertions;
using Microsoft.Extensions.AI;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Search;

public sealed class HashedEmbeddingsTests
{
    [Fact]
    public async Task Texts_that_share_words_or_parts_of_words_are_nearer_than_others()
    {
        using var embeddings = new HashedEmbeddings();
        var vectors = await embeddings.GenerateAsync(["wireless keyboard", "keyboards without wires", "copper kettle"]);

        Product(vectors[0], vectors[1]).Should().BeGreaterThan(Product(vectors[0], vectors[2]) + .2f);
        Product(vectors[0], vectors[0]).Should().BeInRange(.9999f, 1.0001f);
    }

    [Fact]
    public async Task The_model_and_its_size_are_named()
    {
        using var embeddings = new HashedEmbeddings();
        var metadata = (EmbeddingGeneratorMetadata)embeddings.GetService(typeof(EmbeddingGeneratorMetadata))!;

        metadata.DefaultModelDimensions.Should().Be(384);
        (await embeddings.GenerateAsync(["kettle"]))[0].ModelId.Should().Be(metadata.DefaultModelId);
    }

    [Fact]
    public void A_vector_is_the_same_in_every_process() =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(HashedVector.OfText("copper kettle").SelectMany(x => BitConverter.GetBytes(MathF.Round(x, 4))).ToArray()))[..12]
            .Should().Be("24b6bfda6d78", "stored vectors are compared with new ones: a change needs a new model name");

    [Fact]
    public void A_text_without_words_is_the_zero_vector() => HashedVector.OfText("?!").Should().OnlyContain(x => x == 0);

    private static float Product(Embedding<float> a, Embedding<float> b) => a.Vector.ToArray().Zip(b.Vector.ToArray(), (x, y) => x * y).Sum();
}
