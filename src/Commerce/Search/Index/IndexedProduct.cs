using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatCommerce.Commerce.Search.Words;

namespace ChatCommerce.Commerce.Search.Index;

/// <summary>A product as it stands in the catalog tables.</summary>
internal sealed record CatalogRow(
    ProductId Id, string Title, string Brand, string Category, string Description, bool Active, string Attributes, string[] Options)
{
    public ProductText Text() => ProductText.Of(Title, Brand, Category, Description, [.. Named(Attributes), .. Options]);

    /// <summary>Names with their values, since "waterproof: yes" answers to its name; what is false or no is not said at all.</summary>
    private static IEnumerable<string> Named(string attributes)
    {
        using var json = JsonDocument.Parse(attributes);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return [.. json.RootElement.EnumerateObject().Select(a => (a.Name, Value: Said(a.Value))).Where(a => a.Value is not null).Select(a => $"{a.Name} {a.Value}")];
    }

    private static string? Said(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() is { } s && !s.Equals("no", StringComparison.OrdinalIgnoreCase) && !s.Equals("false", StringComparison.OrdinalIgnoreCase) ? s : null,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "",
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Said).Where(s => s is not null)),
        _ => null,
    };
}

/// <summary>What the index held of a product before.</summary>
internal sealed record TextRow(ProductId ProductId, byte[] TextHash, int TitleLen, int BodyLen, string[] Terms, string[] Words);

/// <summary>A product made ready to be written into the index.</summary>
internal sealed record IndexedProduct(ProductId Id, ProductWords Words, byte[] TextHash, long TitleKey)
{
    /// <summary>Changes when the analysis changes, so that a rebuild after an upgrade sees every product as new.</summary>
    private const string Version = "2\n";

    public string[] Terms { get; } = [.. Words.Title.Concat(Words.Body).SelectMany(w => w.Terms).Distinct(StringComparer.Ordinal)];

    /// <summary>Written words the speller may lead to; codes and numbers are never a correction.</summary>
    public string[] Spellings { get; } =
        [.. Words.Title.Concat(Words.Body).Where(w => w.Kind is WordKind.Letters || w.IsCjk).Select(w => w.Surface).Distinct(StringComparer.Ordinal)];

    public static IndexedProduct Of(CatalogRow row)
    {
        var text = row.Text();
        return new IndexedProduct(row.Id, ProductWords.Of(text), HashOf(text), KeyOf(Analyzer.Words(row.Title)));
    }

    public static byte[] HashOf(ProductText text) => Sha(Version + text.Title + "\0" + text.Description + "\0" + text.Attributes)[..16];

    /// <summary>Equal for titles of the same words: to hold repeated titles apart, and to know a title that was asked for in full.</summary>
    public static long KeyOf(IEnumerable<Word> title) => BinaryPrimitives.ReadInt64LittleEndian(Sha(string.Join(' ', title.Select(w => w.Surface))));

    private static byte[] Sha(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
