using System.ComponentModel;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Commerce.Catalog;
using ChatCommerce.Commerce.Search;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>Tools that find and show products.</summary>
public sealed class CatalogTools(Products products, ProductSearch search, Wishes wishes, Items items)
{
    private const int PageSize = 6;
    private const int MostValues = 60;
    private const double HalfOfIt = 0.6;

    [Description("Finds products by what the customer wrote and shows them as a numbered list with prices. Understands price limits, colors and sizes in the query.")]
    public async Task<ToolAnswer> SearchProducts(
        ToolCall call,
        [Description("What is wanted, in the customer's words, such as: blue running shoes under 100")] string? query = null,
        [Description("A category to stay in, named as show_categories names it.")] string? category = null,
        [Description("How many results to skip; leave out at first.")] string? skip = null,
        CancellationToken ct = default)
    {
        var offset = int.TryParse(skip, out var n) ? Math.Clamp(n, 0, 100) : 0;
        var wanted = (await wishes.Read(call.Tenant, query ?? "", call.Shop.Currency, ct)) with { Category = category, Limit = PageSize + 1, Offset = offset };
        var result = await search.Find(call.Tenant, wanted, ct);
        var shown = result.Hits.Take(PageSize).ToList();
        if (shown.Count == 0 || (result.MatchedShare <= 0 && wanted.Text.Length > 0))
        {
            return offset > 0 ? NoMore(call) : Nothing(call, wanted);
        }

        return Listed(call, result, wanted, new(query, category, offset + shown.Count)) with
        {
            Show = call.Say(Says(call, result, wanted, shown.Count)) with
            {
                Cards = [.. shown.Select(h => Cards.Of(call, h))],
                Choices = result.Hits.Count > PageSize ? [new(call.Words.More, Actions.More)] : [],
            },
        };
    }

    [Description("Shows one product with its price, options and stock.")]
    public async Task<ToolAnswer> ShowProduct(
        ToolCall call,
        [Description("A ref from a list, its position, a SKU, or the product's name; leave out for the product talked about.")] string? item = null,
        CancellationToken ct = default)
    {
        var found = await items.Find(call, item, ct);
        if (found.Product is not { } product)
        {
            return Lost(call, found, QuestionKind.WhichToShow);
        }

        var answer = ToolAnswer.Of(Cards.Facts(call, product));
        var card = Cards.Of(call, product, found.Variant);
        return Picked(call, found, product, item) switch
        {
            VariantPick.Open open => answer with
            {
                Show = Cards.Ask(call, product, open, null) with { Cards = [card] },
                Memory = Seen(call, product) with { Asking = Question.Of(product.Id, open, 1) },
            },
            VariantPick.One one => answer with
            {
                Show = call.Say("") with
                {
                    Cards = [Cards.Of(call, product, one.Variant)],
                    Choices = [new(call.Words.AddToCart, Actions.Variant(one.Variant.Id)), new(call.Words.ShowCart, Actions.Cart)],
                },
                Memory = Seen(call, product),
            },
            _ => answer with { Show = call.Say("") with { Cards = [card], Choices = Elsewhere(call) }, Memory = Seen(call, product) },
        };
    }

    internal static VariantPick Picked(ToolCall call, Found found, ProductDetail product, string? said) => found.Variant is { } named
        ? VariantPick.Of(product, string.Join(", ", named.Options.Select(o => $"{o.Key} {o.Value}")))
        : VariantPick.Of(product, said ?? "", Wishes.Settled(call.Memory, product));

    [Description("Shows the categories of the shop to choose from.")]
    public async Task<ToolAnswer> ShowCategories(ToolCall call, CancellationToken ct = default)
    {
        var categories = await products.Categories(call.Db, ct);
        return ToolAnswer.Of(new { categories = categories.Select(c => c.Name) }) with
        {
            Show = call.Say(call.Words.Categories) with { Choices = [.. categories.Take(10).Select((c, i) => new Choice(c.Name, Actions.Category(i)))] },
            Memory = call.Memory with { Asking = new(QuestionKind.Category) { Values = [.. categories.Take(10).Select(c => c.Name)] } },
        };
    }

    /// <summary>The answer when no single product was meant: which ones could be, or that there is none.</summary>
    internal static ToolAnswer Lost(ToolCall call, Found found, QuestionKind kind, int quantity = 1)
    {
        if (found.Several.Count == 0)
        {
            var refusal = found.UnknownCode ? Refusals.NoSuchCode : Refusals.NoSuchProduct;
            return ToolAnswer.Refused(refusal, call.Say(call.Words.Refused(refusal)) with { Choices = Elsewhere(call) });
        }

        var list = found.Several.Take(PageSize).Select(l => new Listed(l.Product, l.Title)).ToList();
        var payload = kind == QuestionKind.WhichToAdd ? (Func<Listed, string>)(l => Actions.Add(l.Product)) : l => Actions.Product(l.Product);
        return ToolAnswer.Refused(Refusals.SeveralFit) with
        {
            Show = call.Say(call.Words.WhichOne) with { Choices = [.. list.Select(l => new Choice(l.Title, payload(l)))] },
            Memory = call.Memory with { List = list, Wanted = Memory.Empty.Wanted, Asking = new(kind) { Quantity = quantity } },
        };
    }

    internal static Memory Seen(ToolCall call, ProductDetail product) => call.Memory with
    {
        Product = product.Id,
        Options = product.Options.ToDictionary(o => o, IReadOnlyList<string> (o) =>
            [.. product.Variants.Where(v => v.Active).Select(v => v.Options.GetValueOrDefault(o)).OfType<string>().Distinct().Take(MostValues)]),
        Asking = null,
    };

    internal static IReadOnlyList<Choice> Elsewhere(ToolCall call) =>
        [new(call.Words.Browse, Actions.Browse), new(call.Words.Human, Actions.Human)];

    private static ToolAnswer Listed(ToolCall call, SearchResult result, ProductQuery wanted, LastSearch search)
    {
        var list = result.Hits.Take(PageSize).ToList();
        return ToolAnswer.Of(new
        {
            found = list.Select((h, i) => Cards.Facts(call, h, i + 1)),
            more = result.Hits.Count > PageSize,
            corrected = result.Corrections.Count > 0,
            matched = Math.Round(result.MatchedShare, 2),
        }) with
        {
            Memory = call.Memory with
            {
                List = [.. list.Select(h => new Listed(h.Id, h.Title))],
                Wanted = Wishes.Named(search.Query ?? "", wanted),
                Product = list.Count == 1 ? list[0].Id : null,
                Search = search,
            },
        };
    }

    // What was guessed is said, so that nobody takes the nearest thing for the one they asked for.
    private static string Says(ToolCall call, SearchResult result, ProductQuery wanted, int shown)
    {
        var guessed = result.Corrections.Count > 0 ? call.Words.Corrected(result.Interpreted) : null;
        var half = result.MatchedShare < HalfOfIt && wanted.Text.Length > 0;
        var line = half ? call.Words.HalfMatched(result.Interpreted) : call.Words.Found(shown, result.Hits.Count > PageSize);
        return guessed is null ? line : $"{guessed} {line}";
    }

    private static ToolAnswer Nothing(ToolCall call, ProductQuery wanted) => ToolAnswer.Of(new { found = Array.Empty<object>() }) with
    {
        Show = call.Say(call.Words.Nothing) with { Choices = Elsewhere(call) },
        Unsure = !Wishes.Filters(wanted),
        Memory = call.Memory with { Wanted = Memory.Empty.Wanted },
    };

    private static ToolAnswer NoMore(ToolCall call) =>
        ToolAnswer.Of(new { found = Array.Empty<object>() }) with { Show = call.Say(call.Words.NoMore) with { Choices = Elsewhere(call) } };
}
