using System.Text.Json;

namespace ChatCommerce.Tests.Channels;

/// <summary>A provider's published OpenAPI file: says what in a request is not as it is described there.</summary>
internal sealed class PublishedApi(JsonElement document)
{
    /// <summary>Null where the file is absent.</summary>
    public static PublishedApi? Read(string file) => SharedFiles.Folder("openapi") is { } folder
        ? new(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, file))).RootElement)
        : null;

    public IReadOnlyList<string> WrongsOfForm(string path, IEnumerable<(string Name, string Value)> form)
    {
        var schema = Schema(path, "application/x-www-form-urlencoded");
        var known = schema.GetProperty("properties");
        return
        [
            .. form.Where(f => !known.TryGetProperty(f.Name, out _)).Select(f => $"{f.Name} is unknown"),
            .. form.Where(f => known.TryGetProperty(f.Name, out _)).SelectMany(f => Wrongs(known.GetProperty(f.Name), JsonSerializer.SerializeToElement(f.Value), f.Name)),
            .. Required(schema).Where(name => form.All(f => f.Name != name)).Select(name => $"{name} is missing"),
        ];
    }

    public IReadOnlyList<string> WrongsOfJson(string path, JsonElement body) => [.. Wrongs(Schema(path, "application/json"), body, "body")];

    private JsonElement Schema(string path, string type) => Resolved(
        document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty(type).GetProperty("schema"));

    private IEnumerable<string> Wrongs(JsonElement described, JsonElement value, string at)
    {
        var schema = Resolved(described);
        var type = schema.TryGetProperty("type", out var named) ? named.GetString() : null;
        return (type, value.ValueKind) switch
        {
            ("object", JsonValueKind.Object) => Members(schema, value, at),
            ("array", JsonValueKind.Array) => value.EnumerateArray().SelectMany((item, i) => Wrongs(schema.GetProperty("items"), item, $"{at}[{i}]")),
            // A form writes a list as one field each.
            ("array", JsonValueKind.String) => Wrongs(schema.GetProperty("items"), value, at),
            ("string", JsonValueKind.String) => Words(schema, value.GetString()!, at),
            ("boolean", JsonValueKind.True or JsonValueKind.False) or ("integer" or "number", JsonValueKind.Number) or (null, _) => [],
            _ => [$"{at} is {value.ValueKind}, not {type}"],
        };
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        var open = !schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind is not JsonValueKind.False;
        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        foreach (var member in value.EnumerateObject())
        {
            var described = known.ValueKind is JsonValueKind.Object && known.TryGetProperty(member.Name, out var found) ? found
                : more.ValueKind is JsonValueKind.Object ? more : default(JsonElement?);
            foreach (var wrong in described is { } schemaOfMember ? Wrongs(schemaOfMember, member.Value, $"{at}.{member.Name}")
                : open && known.ValueKind is JsonValueKind.Undefined ? [] : [$"{at}.{member.Name} is unknown"])
            {
                yield return wrong;
            }
        }

        foreach (var name in Required(schema).Where(name => !value.TryGetProperty(name, out _)))
        {
            yield return $"{at}.{name} is missing";
        }
    }

    private static IEnumerable<string> Words(JsonElement schema, string value, string at)
    {
        if (schema.TryGetProperty("maxLength", out var most) && value.Length > most.GetInt32())
        {
            yield return $"{at} is longer than {most}";
        }

        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(w => w.GetString() != value))
        {
            yield return $"{at} is '{value}'";
        }

        if (schema.TryGetProperty("pattern", out var pattern) && !System.Text.RegularExpressions.Regex.IsMatch(value, pattern.GetString()!, default, TimeSpan.FromSeconds(1)))
        {
            yield return $"{at} is '{value}', not {pattern}";
        }
    }

    private static IEnumerable<string> Required(JsonElement schema) =>
        schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()!) : [];

    private JsonElement Resolved(JsonElement schema)
    {
        while (schema.TryGetProperty("$ref", out var reference))
        {
            schema = reference.GetString()![2..].Split('/').Aggregate(document, (at, name) => at.GetProperty(name));
        }

        return schema;
    }
}
