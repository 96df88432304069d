using ChatCommerce.Agent.Choosing;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Money;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Agent.Tools;

/// <summary>How products look in a message.</summary>
internal static class Cards
{
    private const int LongestText = 220;

    public static Card Of(ToolCall call, ProductHit hit) => new(hit.Title, Subtitle(call, hit))
    {
        Picture = Picture(call, hit.ImageUrl, hit.Title),
        Choices = [new(call.Words.View, Actions.Product(hit.Id))],
    };

    public static Card Of(ToolCall call, ProductDetail product, VariantDetail? variant) => new(variant is null ? product.Title : Name(product.Title, variant.Options), Subtitle(call, product, variant))
    {
        Text = CustomerText.Brief(product.Description, LongestText),
        Picture = product.Images is [var first, ..] ? Picture(call, first.Url, first.Alt) : null,
    };

    /// <summary>What a model is told of a product found.</summary>
    public static object Facts(ToolCall call, ProductHit hit, int n) => new { n, @ref = Actions.Product(hit.Id), hit.Title, hit.Brand, price = PriceText(call, hit), hit.InStock };

    /// <summary>What a model is told of a product it looked at.</summary>
    public static object Facts(ToolCall call, ProductDetail product) => new
    {
        @ref = Actions.Product(product.Id),
        product.Title,
        product.Brand,
        product.Category,
        product.Description,
        product.Attributes,
        product.Options,
        variants = product.Variants.Where(v => v.Active).Select(v => new { v.Sku, v.Options, price = v.Price.Show(call.Language), available = Math.Max(v.Available, 0) }),
    };

    /// <summary>A variant as people say it: title and chosen options.</summary>
    public static string Name(string title, IEnumerable<KeyValuePair<string, string>> options)
    {
        var chosen = string.Join(", ", options.Select(o => o.Value));
        return chosen.Length > 0 ? $"{title} ({chosen})" : title;
    }

    /// <summary>The values of an option to tap; what each costs when they differ.</summary>
    public static RichMessage Ask(ToolCall call, ProductDetail product, VariantPick.Open open, string? before)
    {
        var prices = open.Values.Select(v => (Value: v, Price: Cheapest(product, open, v))).ToList();
        var differ = prices.Select(p => p.Price).Distinct().Count() > 1;
        var question = open.Values is [var only] ? call.Words.OnlyOption(only, Name(product.Title, open.Chosen)) : call.Words.AskOption(open.Option, product.Title);
        var priced = differ ? string.Join(" · ", prices.Select(p => $"{p.Value} {p.Price.Show(call.Language)}")) : null;
        return call.Say(string.Join('\n', new[] { before, question, priced }.OfType<string>())) with
        {
            Choices = [.. open.Values.Select((v, i) => new Choice(v, Actions.Option(product.Id, i)))],
        };
    }

    private static Price Cheapest(ProductDetail product, VariantPick.Open open, string value) => product.Variants
        .Where(v => v.Active && v.Options.GetValueOrDefault(open.Option) == value && open.Chosen.All(c => v.Options.GetValueOrDefault(c.Key) == c.Value))
        .MinBy(v => v.PriceMinor)!.Price;

    private static string Subtitle(ToolCall call, ProductHit hit)
    {
        var stock = hit.InStock ? null : call.Words.Stock(0);
        return string.Join(" · ", new[] { PriceText(call, hit), stock }.OfType<string>());
    }

    private static string? PriceText(ToolCall call, ProductHit hit)
    {
        if (hit is not { MinPriceMinor: { } min, Currency: { } currency })
        {
            return null;
        }

        var price = new Price(min, currency);
        return hit.MaxPriceMinor > min ? call.Words.From(price) : price.Show(call.Language);
    }

    private static string Subtitle(ToolCall call, ProductDetail product, VariantDetail? variant)
    {
        var variants = variant is null ? product.Variants.Where(v => v.Active).ToList() : [variant];
        if (variants.MinBy(v => v.PriceMinor) is not { } cheapest)
        {
            return call.Words.NoLongerSold;
        }

        var price = variants.Exists(v => v.PriceMinor > cheapest.PriceMinor) ? call.Words.From(cheapest.Price) : cheapest.Price.Show(call.Language);
        var before = variants.Count == 1 && cheapest.CompareAtMinor is { } was ? call.Words.Was(new Price(was, cheapest.Currency)) : null;
        return string.Join(" · ", new[] { price, before, call.Words.Stock(variants.Sum(v => Math.Max(v.Available, 0))) }.OfType<string>());
    }

    // Catalog pictures of our own site are paths; a channel needs the whole address.
    private static Picture? Picture(ToolCall call, string? url, string alt) =>
        Whole(call, url) is { } whole ? new(whole, alt) { Png = Whole(call, DrawnPicture.AsPng(url)) } : null;

    private static string? Whole(ToolCall call, string? url) =>
        url is { Length: > 0 } && Uri.TryCreate(call.PublicUrl, url, out var whole) ? whole.AbsoluteUri : null;
}
