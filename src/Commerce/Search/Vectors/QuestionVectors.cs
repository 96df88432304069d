namespace ChatCommerce.Commerce.Search.Vectors;

/// <summary>The question as vectors: the configured model's, and the hashed one for products whose vector the model has not made yet.</summary>
internal sealed record QuestionVectors(float[] Hashed, string Model, float[] Vector, bool Graph)
{
    public bool IsHashed => Model == HashedVector.Model;

    public static QuestionVectors Of(float[] hashed, string? model, float[]? vector, bool graph) => model is null || vector is null
        ? new(hashed, HashedVector.Model, hashed, graph)
        : new(hashed, model, vector, graph);
}
