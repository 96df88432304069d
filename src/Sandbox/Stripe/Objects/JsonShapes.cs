using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>The few forms that Stripe's objects are made of.</summary>
internal static class JsonShapes
{
    /// <summary>Stripe sends its JSON with line breaks, which a receiver that re-serialises before verifying would lose.</summary>
    private static readonly JsonSerializerOptions Wire = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Text(JsonObject json) => json.ToJsonString(Wire);

    public static JsonArray List(IEnumerable<string> items) => [.. items.Select(item => (JsonNode?)item)];

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> items) =>
        new(items.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value)));

    public static JsonObject Page(string url, IEnumerable<JsonObject> items, bool hasMore = false) => new()
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. items]),
        ["has_more"] = hasMore,
        ["url"] = url,
    };
}
