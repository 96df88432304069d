using System.Text.Json;

namespace ChatCommerce.Sandbox.Meta.Api;

/// <summary>Takes fields out of a request and refuses what is missing, too long or too many.</summary>
internal static class Demand
{
    public static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    public static JsonElement Object(JsonElement of, string name) => Member(of, name) is { ValueKind: JsonValueKind.Object } found ? found : throw new Refused(MetaError.Missing(name));

    /// <summary>Required, not blank, at most so long.</summary>
    public static string Text(JsonElement of, string name, int longest) => Optional(of, name, longest) is { } text && !string.IsNullOrWhiteSpace(text)
        ? text : throw new Refused(MetaError.Missing(name));

    public static string? Optional(JsonElement of, string name, int longest) => Member(of, name) switch
    {
        { ValueKind: JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.String } text when text.GetString()!.Length <= longest => text.GetString(),
        { ValueKind: JsonValueKind.String } => throw new Refused(MetaError.Parameter($"Param {name} must be at most {longest} characters long.")),
        _ => throw new Refused(MetaError.Parameter($"Param {name} must be a string.")),
    };

    public static string Address(JsonElement of, string name) => Uri.TryCreate(Text(of, name, 2_000), UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
        ? url.OriginalString : throw new Refused(MetaError.Parameter($"Param {name} must be a valid URL."));

    public static List<JsonElement> List(JsonElement of, string name, int least, int most)
    {
        var items = Member(of, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().ToList() : [];
        return items.Count >= least && items.Count <= most ? items : throw new Refused(MetaError.Parameter($"Param {name} must have between {least} and {most} items."));
    }

    public static void Unique(IEnumerable<string> values, string name)
    {
        var all = values.ToList();
        if (all.Distinct(StringComparer.Ordinal).Count() < all.Count)
        {
            throw new Refused(MetaError.Parameter($"Duplicated {name}."));
        }
    }
}
