using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>Spoils genuine bodies the same way in every run.</summary>
internal sealed partial class Mutations(int seed)
{
    // Stand in the tree for what a tree cannot hold.
    private const string HalfPair = "@half@";
    private const string Nul = "@nul@";
    private const string Huge = "@huge@";
    private const string Deep = "@deep@";
    private const string Twin = "@twin@";

    private uint state = (uint)seed;

    /// <summary>The body with a number where its first message stood; where there is only one, what is left is no body at all.</summary>
    public static string WithBrokenItem(byte[] body)
    {
        if (body[0] is not (byte)'{' || JsonNode.Parse(body) is not JsonObject json || json["entry"] is not JsonArray entries)
        {
            return Encoding.UTF8.GetString(body)[..^1] + "{";
        }

        var entry = entries[0]!.AsObject();
        var items = (entry["messaging"] ?? entry["changes"]![0]!["value"]!["messages"])!.AsArray();
        items[0] = 7;
        return json.ToJsonString();
    }

    /// <summary>The text's member is called something that nobody knows.</summary>
    public static string WithoutText(string body) => TextMember().Replace(body, "\"hologram\":\"\"");

    public string OfJson(byte[] body)
    {
        var json = JsonNode.Parse(body)!;
        for (var times = 1 + Pick(3); times > 0; times--)
        {
            Spoil(json);
        }

        var text = TwinMember().Replace(json.ToJsonString(), "\"${name}\":")
            .Replace(HalfPair, @"\ud83d", StringComparison.Ordinal).Replace(Nul, @"\u0000", StringComparison.Ordinal)
            .Replace($"\"{Huge}\"", new string('9', 400) + "e99", StringComparison.Ordinal)
            .Replace($"\"{Deep}\"", new string('[', 90) + new string(']', 90), StringComparison.Ordinal);
        return Pick(25) == 0 ? text[..Pick(text.Length)] : text;
    }

    /// <summary>The fields of a form, decoded. None is doubled: how Twilio signs such is not documented.</summary>
    public List<KeyValuePair<string, string>> OfForm(string body)
    {
        var fields = Fields(body);
        for (var times = 1 + Pick(3); times > 0; times--)
        {
            var at = Pick(fields.Count);
            var (name, value) = fields[at];
            fields[at] = Pick(8) switch
            {
                0 => new(name + "\ud83d", value),
                1 => new(name, ""),
                2 => new(name, Within(value, "\0")),
                3 => new(name, Within(value, "\ud83d")),
                4 => new(name, new string('a', 5_000)),
                5 => new(name, "99999999999999999999999999"),
                6 => new(name, "{\"a\":1,\"a\\u0000\":2,\"\\ud800\":[[]]}"),
                _ => new($"Unheard{at}", value),
            };
        }

        return fields;
    }

    public static List<KeyValuePair<string, string>> Fields(string body) =>
        [.. body.Split('&').Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(WebUtility.UrlDecode(p[0]), WebUtility.UrlDecode(p[1])))];

    // xorshift: the same seed spoils the same things.
    private int Pick(int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)below);
    }

    private void Spoil(JsonNode root)
    {
        List<JsonNode> holders = [.. Holders(root)];
        switch (holders[Pick(holders.Count)])
        {
            case JsonObject { Count: > 0 } of:
                SpoilMember(of, of.ElementAt(Pick(of.Count)).Key);
                break;
            case JsonArray { Count: > 0 } list:
                var at = Pick(list.Count);
                list[at] = Another(list[at]?.DeepClone());
                break;
        }
    }

    private void SpoilMember(JsonObject of, string name)
    {
        var value = of[name]?.DeepClone();
        switch (Pick(6))
        {
            case 0:
                of.Remove(name);
                break;
            case 1:
                of.Remove(name);
                of[name + (Pick(2) == 0 ? HalfPair : Nul)] = value;
                break;
            case 2:
                of[Twin + name] = Another(value);
                break;
            default:
                of[name] = Another(value);
                break;
        }
    }

    private JsonNode? Another(JsonNode? value) => Pick(14) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(Pick(100_000) - 5),
        3 => JsonValue.Create(-1.5),
        4 => JsonValue.Create(""),
        5 => new JsonArray(),
        6 => new JsonObject(),
        7 => JsonValue.Create(Huge),
        8 => JsonValue.Create(Deep),
        9 => new JsonArray(value),
        10 => new JsonObject { ["x"] = value },
        11 => JsonValue.Create(new string('a', 5_000)),
        12 => JsonValue.Create(Within(value?.ToString() ?? "", HalfPair)),
        _ => JsonValue.Create(Within(value?.ToString() ?? "", Nul)),
    };

    private string Within(string text, string what) => text.Insert(Pick(text.Length + 1), what);

    private static IEnumerable<JsonNode> Holders(JsonNode node) => node switch
    {
        JsonObject of => of.Select(m => m.Value).OfType<JsonNode>().SelectMany(Holders).Prepend(of),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Holders).Prepend(list),
        _ => [],
    };

    [GeneratedRegex("\"(text|utterance)\":\"[^\"]*\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TextMember();

    [GeneratedRegex("\"" + Twin + "(?<name>[^\"]*)\":", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex TwinMember();
}
