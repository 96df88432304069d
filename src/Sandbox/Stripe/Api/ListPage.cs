using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Stripe's lists: newest first, <c>limit</c>, <c>starting_after</c>, <c>ending_before</c>.</summary>
internal sealed record ListPage(int Limit, string? StartingAfter, string? EndingBefore)
{
    public static ListPage Read(Parameters parameters)
    {
        var limit = parameters.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
        {
            parameters.Complain(StripeError.Bad("This value must be between 1 and 100.", "parameter_invalid_integer", "limit"));
        }

        return new ListPage((int)Math.Clamp(limit, 1, 100), parameters.Text("starting_after"), parameters.Text("ending_before"));
    }

    public JsonObject Of<T>(string url, IEnumerable<T> newestFirst, Func<T, string> idOf, Func<T, JsonObject> show)
    {
        var all = newestFirst.ToList();
        if (StartingAfter is { } after)
        {
            all = [.. all.SkipWhile(item => !idOf(item).Equals(after, StringComparison.Ordinal)).Skip(1)];
        }

        if (EndingBefore is { } before)
        {
            all = [.. all.TakeWhile(item => !idOf(item).Equals(before, StringComparison.Ordinal)).TakeLast(Limit)];
        }

        return JsonShapes.Page(url, all.Take(Limit).Select(show), all.Count > Limit);
    }
}

/// <summary><c>created[gte]</c> and its relatives.</summary>
internal sealed record CreatedRange(long? From, long? Until)
{
    public static CreatedRange Read(Parameters parameters)
    {
        var exact = parameters.Integer("created");
        var from = parameters.Integer("created[gte]") ?? parameters.Integer("created[gt]") + 1;
        var until = parameters.Integer("created[lte]") ?? parameters.Integer("created[lt]") - 1;
        return new CreatedRange(exact ?? from, exact ?? until);
    }

    public bool Holds(DateTimeOffset created) =>
        created.ToUnixTimeSeconds() is var at && (From is null || at >= From) && (Until is null || at <= Until);
}
