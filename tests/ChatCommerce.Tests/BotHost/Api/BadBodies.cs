using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>Bodies that no program of good will sends.</summary>
internal static class BadBodies
{
    private const string Hole = "@@hole@@";

    /// <summary>Bodies that are wrong whatever they are for: each must be refused wherever a body is taken.</summary>
    public static readonly IReadOnlyDictionary<string, Func<HttpContent>> Shapes = new Dictionary<string, Func<HttpContent>>(StringComparer.Ordinal)
    {
        ["nothing"] = () => Json(""),
        ["spaces"] = () => Json("   "),
        ["a half object"] = () => Json("""{"a":"""),
        ["an object without fields"] = () => Json("{}"),
        ["a list"] = () => Json("[1]"),
        ["null"] = () => Json("null"),
        ["a text"] = () => Json("\"text\""),
        ["a number"] = () => Json("12"),
        ["two objects"] = () => Json("{}{}"),
        ["a nest"] = () => Json(new string('[', 2_000) + new string(']', 2_000)),
        ["plain text"] = () => new StringContent("quantity=1", Encoding.UTF8, "text/plain"),
        ["no type"] = () => new ByteArrayContent("{}"u8.ToArray()),
        ["a form"] = () => new FormUrlEncodedContent([KeyValuePair.Create("quantity", "1")]),
        ["bytes that are no UTF-8"] = () => new ByteArrayContent([.. "{\"text\":\""u8, 0xFF, 0xC3, .. "\"}"u8]) { Headers = { ContentType = new("application/json") } },
        ["UTF-16"] = () => new StringContent("{\"text\":\"x\"}", Encoding.Unicode, MediaTypeHeaderValue.Parse("application/json")),
        ["13 MB"] = () => Json("{\"text\":\"" + new string('x', 13 * 1024 * 1024) + "\"}"),
    };

    /// <summary>Values put in the place of each number or text of a body that is right, as JSON.</summary>
    public static readonly IReadOnlyDictionary<string, string> Values = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["0"] = "0",
        ["-1"] = "-1",
        ["1.5"] = "1.5",
        ["2^31"] = "2147483648",
        ["2^31 - 1"] = "2147483647",
        ["2^63 - 1"] = "9223372036854775807",
        ["10^400"] = "1e400",
        ["full-width digits"] = "\"１２\"",
        ["words"] = "\"twelve dozen\"",
        ["null"] = "null",
        ["a list"] = "[]",
        ["an object"] = "{}",
        ["true"] = "true",
        ["an empty text"] = "\"\"",
        ["NUL"] = "\"a\\u0000b\"",
        ["half a surrogate pair"] = "\"a\\ud800b\"",
        ["half a surrogate pair at the end"] = "\"\\udfff\"",
        ["a right-to-left override"] = "\"a\\u202eb\"",
        ["64 KB"] = "\"" + new string('x', 65_536) + "\"",
        ["an unknown id"] = "\"00000000-0000-0000-0000-000000000000\"",
    };

    /// <summary>The body once for each of its values, with that value replaced; and the name of the field.</summary>
    public static IEnumerable<(string Field, HttpContent Body)> With(object example, string value)
    {
        var names = Leaves(JsonSerializer.SerializeToNode(example)!).ToList();
        foreach (var path in names)
        {
            var body = JsonSerializer.SerializeToNode(example)!;
            Put(body, path);
            yield return (path, Json(body.ToJsonString().Replace($"\"{Hole}\"", value, StringComparison.Ordinal)));
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).SelectMany(p => Leaves(p.Value!)),
        JsonArray a => a.SelectMany(n => Leaves(n!)),
        _ => [node.GetPath()],
    };

    private static void Put(JsonNode node, string path)
    {
        var found = Find(node, path)!;
        found.ReplaceWith(Hole);
    }

    private static JsonNode? Find(JsonNode node, string path) => node switch
    {
        JsonObject o => o.Where(p => p.Value is not null).Select(p => Find(p.Value!, path)).FirstOrDefault(n => n is not null),
        JsonArray a => a.Select(n => Find(n!, path)).FirstOrDefault(n => n is not null),
        _ => node.GetPath() == path ? node : null,
    };
}
