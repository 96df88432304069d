using System.Text.RegularExpressions;
using ChatCommerce.Agent.Brain;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search;

namespace ChatCommerce.Agent.Tools;

/// <summary>Finds the product meant by a button's payload, a position in the list, a SKU, a name or "it".</summary>
public sealed partial class Items(Products products, ProductSearch search)
{
    private const int Candidates = 8;

    /// <summary>The product, or several that fit as well, or none.</summary>
    public async Task<Found> Find(ToolCall call, string? item, CancellationToken ct)
    {
        var text = item?.Trim() ?? "";
        if (Pointed(call.Memory, text) is { } pointed)
        {
            return Of(await products.Find(call.Db, pointed, ct));
        }

        if (text is ['p' or 'v' or 'a', ':', _, ..])
        {
            return await Named(call, text[0], text[2..], ct);
        }

        if (await BySku(call, text, ct) is { } bySku)
        {
            return bySku;
        }

        var words = TitleMatch.Meaning(OptionWords.Affirmed(Price.Replace(text, " ")));
        if (words.Count == 0 || IsAboutCurrent(call.Memory, words))
        {
            return call.Memory.Product is { } current ? Of(await products.Find(call.Db, current, ct)) : Found.None with { Several = call.Memory.List };
        }

        return TitleMatch.Only(words, call.Memory.List, l => l.Title) is { } listed
            ? Of(await products.Find(call.Db, listed.Product, ct))
            : await Search(call, string.Join(' ', words), words, ct);
    }

    private static ProductId? Pointed(Memory memory, string text)
    {
        return text.Length is > 0 and <= 2 && int.TryParse(text, out var position) && position >= 1 && position <= memory.List.Count
            ? memory.List[position - 1].Product
            : null;
    }

    // "The blue one in 42" names no product but options of the one talked about.
    private static bool IsAboutCurrent(Memory memory, List<string> words) =>
        memory.Product is not null && words.TrueForAll(memory.NamesOption);

    // A button holds an id; a link from the shop's pages holds a handle or a SKU, which may look like one.
    private async Task<Found> Named(ToolCall call, char kind, string name, CancellationToken ct)
    {
        var id = Actions.Read($"{kind}:{name}", $"{kind}:");
        if (kind == 'v')
        {
            var variant = (id is { } known ? await products.FindVariant(call.Db, VariantId.Of(known), ct) : null) ?? await products.FindBySku(call.Db, name, ct);
            return variant is { Product.Status: ProductStatus.Active } found ? new(found.Product, found.Variant) : Found.None;
        }

        return Of((id is { } product ? await products.Find(call.Db, ProductId.Of(product), ct) : null) ?? await products.FindByHandle(call.Db, name, ct));
    }

    // Digits between hyphens are meant as a code: when no product has it, nothing like it is sold in its place.
    private async Task<Found?> BySku(ToolCall call, string text, CancellationToken ct)
    {
        if (Sku.Match(text) is not { Success: true } match)
        {
            return null;
        }

        if (await products.FindBySku(call.Db, match.Value, ct) is { Product.Status: ProductStatus.Active } found)
        {
            return new(found.Product, found.Variant);
        }

        return match.Value.Any(char.IsDigit) ? Found.NoSuchCode : null;
    }

    private async Task<Found> Search(ToolCall call, string text, List<string> words, CancellationToken ct)
    {
        var result = await search.Find(call.Tenant, new ProductQuery(text) { Limit = Candidates }, ct);
        var meant = words.Concat(TitleMatch.Meaning(result.Interpreted)).Distinct().ToList();
        var best = TitleMatch.Best(meant, result.Hits, h => h.Title);
        if (best.Count != 1)
        {
            return best.Count == 0 ? Found.None : Found.AnyOf(best);
        }

        return await products.Find(call.Db, best[0].Id, ct) is { } product && Explains(product, words) ? Of(product) : Found.AnyOf(best);
    }

    // One shared word does not make a leather wallet of a leather sofa: half of what was said must be the product's.
    private static bool Explains(ProductDetail product, List<string> words)
    {
        List<string> known =
        [
            .. Spoken.Words($"{product.Title} {product.Brand} {product.Category} {product.Description}"),
            .. product.Variants.SelectMany(v => v.Options.Values).Concat(product.Attributes.Values).SelectMany(v => ValueWords.Of(v).SelectMany(Spoken.Words)),
        ];
        return words.Count(w => Spoken.InTitle(w, known)) * 2 >= words.Count;
    }

    private static Found Of(ProductDetail? product) => product is { Status: ProductStatus.Active } ? new(product, null) : Found.None;

    [GeneratedRegex(@"(?<![\w-])([a-z]{2,}\d*(-[a-z0-9]+){2,}|[a-z]{2,}-[a-z]*\d[a-z0-9]{2,})(?![\w-])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Sku { get; }

    [GeneratedRegex(@"(for |at )?[$₩€£¥]\s?\d[\d,.]*|\d[\d,.]*\s?(달러|천\s?원|만\s?원|원|dollars?|usd|bucks)(에|이라고|이라|짜리|만)?", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, PlainWords.MatchTimeout)]
    private static partial Regex Price { get; }
}

/// <summary>What was meant by some words.</summary>
/// <param name="Variant">Set when the words named exactly this variant.</param>
public sealed record Found(ProductDetail? Product, VariantDetail? Variant)
{
    public static Found None { get; } = new(null, null);

    public static Found AnyOf(IEnumerable<ProductHit> hits) => new(null, null) { Several = [.. hits.Select(h => new Listed(h.Id, h.Title))] };

    public static Found NoSuchCode { get; } = new(null, null) { UnknownCode = true };

    /// <summary>Products that fit equally well.</summary>
    public IReadOnlyList<Listed> Several { get; init; } = [];

    public bool UnknownCode { get; init; }
}
