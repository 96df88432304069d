using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatCommerce.Platform;

namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>Reads products from a JSON array, one element at a time. Prices are minor units there.</summary>
internal sealed class JsonProducts : IImportReader
{
    public IReadOnlyList<string> IgnoredColumns => [];

    public async IAsyncEnumerable<Result<ImportedProduct>> Read(Stream file, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var elements = JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(file, Json.Options, ct).GetAsyncEnumerator(ct);
        for (var n = 1; ; n++)
        {
            var next = await Next(elements, n);
            if (next.Ok && next.Value is null)
            {
                yield break;
            }

            yield return next.Ok ? JsonProduct.Read(next.Value!.Value, n) : next.Refusal!;
            if (!next.Ok)
            {
                yield break;
            }
        }
    }

    private static async Task<Result<JsonElement?>> Next(IAsyncEnumerator<JsonElement> elements, int n)
    {
        try
        {
            return await elements.MoveNextAsync() ? elements.Current : (JsonElement?)null;
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1}, byte {e.BytePositionInLine + 1} of it)" : "";
            return new Refusal("json-not-valid", $"Product {n} cannot be read{place}: expected an array of products as JSON in UTF-8.");
        }
    }
}
