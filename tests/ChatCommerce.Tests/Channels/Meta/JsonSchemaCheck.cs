using System.Text.Json;

namespace ChatCommerce.Tests.Channels.Meta;

/// <summary>
/// The parts of an API description that a request can break: required fields, types, enums, lengths and counts. What it forbids by
/// <c>additionalProperties</c> inside <c>allOf</c> is left out, since there it forbids the very fields it requires.
/// </summary>
internal sealed class JsonSchemaCheck(JsonElement schemas)
{
    public IEnumerable<string> Complaints(JsonElement schema, JsonElement value, string path)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = schemas.GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        var each = schema.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(s => Complaints(s, value, path)) : [];
        return [.. each, .. OneOf(schema, value, path), .. Plain(schema, value, path), .. Members(schema, value, path), .. Items(schema, value, path)];
    }

    private IEnumerable<string> OneOf(JsonElement schema, JsonElement value, string path) =>
        schema.TryGetProperty("oneOf", out var forms) && !forms.EnumerateArray().Any(form => !Complaints(form, value, path).Any()) ? [$"{path} fits no form"] : [];

    private static IEnumerable<string> Plain(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type) && !Fits(type.GetString(), value))
        {
            yield return $"{path} is a {value.ValueKind}, not a {type.GetString()}";
        }

        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(a => a.ToString() == value.ToString()))
        {
            yield return $"{path} is {value}, which is not allowed";
        }

        if (value.ValueKind is JsonValueKind.String && schema.TryGetProperty("maxLength", out var longest) && value.GetString()!.Length > longest.GetInt32())
        {
            yield return $"{path} is too long";
        }
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var missing = schema.TryGetProperty("required", out var required)
            ? required.EnumerateArray().Select(r => r.GetString()!).Where(r => !value.TryGetProperty(r, out _)).Select(r => $"{path}.{r} is missing") : [];
        var wrong = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().Where(p => value.TryGetProperty(p.Name, out _)).SelectMany(p => Complaints(p.Value, value.GetProperty(p.Name), $"{path}.{p.Name}")) : [];
        return [.. missing, .. wrong];
    }

    private IEnumerable<string> Items(JsonElement schema, JsonElement value, string path)
    {
        if (value.ValueKind is not JsonValueKind.Array)
        {
            return [];
        }

        var count = value.GetArrayLength();
        var wrong = (schema.TryGetProperty("maxItems", out var most) && count > most.GetInt32()) || (schema.TryGetProperty("minItems", out var least) && count < least.GetInt32());
        var items = schema.TryGetProperty("items", out var item) ? value.EnumerateArray().SelectMany((v, n) => Complaints(item, v, $"{path}[{n}]")) : [];
        return wrong ? [$"{path} has {count} items", .. items] : items;
    }

    private static bool Fits(string? type, JsonElement value) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "integer" or "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        _ => true,
    };
}
