using System.Text.Json;
using ChatCommerce.Agent.Choosing;
using ChatCommerce.Commerce;
using ChatCommerce.Platform;

namespace ChatCommerce.Agent.Turns;

/// <summary>
/// What was last shown and asked, so that "2", "the second one", "it" or "yes" mean something. It is written by tools, never by a brain,
/// and holds no prices: those are read anew.
/// </summary>
public sealed record Memory
{
    public static Memory Empty { get; } = new();

    /// <summary>The list last shown, in the order of its numbers.</summary>
    public IReadOnlyList<Listed> List { get; init; } = [];

    /// <summary>Sizes, colours and the like that were asked for when that list was found, by option.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Wanted { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The product the talk is about.</summary>
    public ProductId? Product { get; init; }

    /// <summary>The options of that product with their values, so that "the blue one" is known to be about it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Options { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The variant last put into the cart.</summary>
    public VariantId? Variant { get; init; }

    /// <summary>What the customer was asked by the latest message.</summary>
    public Question? Asking { get; init; }

    public LastSearch? Search { get; init; }

    /// <summary>The order last placed or shown.</summary>
    public string? Order { get; init; }

    internal bool NamesOption(string word) => Options.Values.Any(values => OptionWords.One(values, word) is not null);

    /// <summary>Reads a stored state; one that cannot be read is forgotten, which costs the customer a repeated word at most.</summary>
    public static Memory Read(string state)
    {
        try
        {
            return JsonSerializer.Deserialize<Memory>(state, Json.Options) ?? Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}

public sealed record Listed(ProductId Product, string Title);

/// <param name="Offset">How many of its results were shown.</param>
public sealed record LastSearch(string? Query, string? Category, int Offset);

/// <summary>A question to the customer that the next message may answer.</summary>
public sealed record Question(QuestionKind Kind)
{
    public ProductId? Product { get; init; }

    /// <summary>As many as the customer wanted before the question came up.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>Options already chosen, by name.</summary>
    public IReadOnlyDictionary<string, string> Chosen { get; init; } = new Dictionary<string, string>();

    /// <summary>The option asked for.</summary>
    public string? Option { get; init; }

    /// <summary>The answers offered, in the order shown.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>The pending action that a yes would confirm.</summary>
    public Guid? Action { get; init; }

    internal static Question Of(ProductId product, VariantPick.Open open, int quantity) => new(QuestionKind.Option)
    {
        Product = product,
        Quantity = quantity,
        Chosen = open.Chosen,
        Option = open.Option,
        Values = open.Values,
    };
}

public enum QuestionKind
{
    Option,
    WhichToAdd,
    WhichToShow,
    Category,
    Confirm,

    /// <summary>By what the customer is known in their other chat.</summary>
    LinkIdentifier,

    /// <summary>The code that was sent to their other chat.</summary>
    LinkCode,
}
