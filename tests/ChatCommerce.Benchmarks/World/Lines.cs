namespace ChatCommerce.Benchmarks.World;

/// <summary>
/// What customers say, over and over: a greeting, a search with a price, a pick from its list, an add, a look at the cart and its emptying,
/// so that a turn is now nothing but words, now a search, now a write of its own.
/// </summary>
internal static class Lines
{
    private static readonly string[] All = ["hello", "running shoes under 100", "1", "add a pier mug", "show my cart", "empty the cart"];

    public static int Count => All.Length;

    public static string At(int n) => All[n % All.Length];
}
