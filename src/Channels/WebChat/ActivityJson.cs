using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Platform;
using ChatCommerce.Platform.ForeignJson;

namespace ChatCommerce.Channels.WebChat;

/// <summary>Activities as JSON, read from strangers and written for a <c>jsonb</c> column.</summary>
public static class ActivityJson
{
    private const int MostMembers = 200;
    private const int Deepest = 8;

    /// <summary>Reads an activity from bytes of any quality; throws <see cref="JsonException"/> when they are no activity.</summary>
    public static Activity Read(byte[] utf8) => Read<Activity>(utf8);

    public static T Read<T>(byte[] utf8) => Json.Read<T>(Encoding.UTF8.GetString(JsonBody.Repaired(utf8).Span));

    /// <summary>Stands for the id that the store gives the activity with its watermark.</summary>
    public const string IdFromStore = "$id$";

    /// <summary>Writes an activity. Dollar signs are escaped, so that nothing a person wrote can pass for <see cref="IdFromStore"/>.</summary>
    public static string Write(Activity activity)
    {
        var id = activity.Id == IdFromStore ? $"\"{IdFromStore}\"" : Escaped(activity.Id ?? "");
        return $"{{\"id\":{id},{Escaped(activity with { Id = null })[1..]}";
    }

    public static JsonElement Element<T>(T value) => JsonSerializer.SerializeToElement(value, Json.Options);

    /// <summary>
    /// What a client may get back of the data it sent: numbers, truth values and text of moderate size and depth, so that the database can
    /// hold it; null when there is nothing or too much.
    /// </summary>
    public static JsonElement? Echoable(JsonElement? given)
    {
        if (given is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.String } element || element.GetRawText().Length > 16_000)
        {
            return null;
        }

        var left = MostMembers;
        return Copy(element, Deepest, ref left) is { } copy ? Element(copy) : null;
    }

    private static string Escaped<T>(T value) => Json.Write(value).Replace("$", "\\u0024", StringComparison.Ordinal);

    private static JsonNode? Copy(JsonElement element, int depth, ref int left)
    {
        if (depth == 0 || left-- <= 0)
        {
            return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.String => JsonValue.Create(element.GetString()),
            JsonValueKind.True or JsonValueKind.False => JsonValue.Create(element.GetBoolean()),
            JsonValueKind.Number => element.TryGetInt64(out var whole) ? JsonValue.Create(whole)
                : element.TryGetDouble(out var real) && double.IsFinite(real) ? JsonValue.Create(real) : null,
            JsonValueKind.Object => CopyMembers(element, depth, ref left),
            JsonValueKind.Array => CopyItems(element, depth, ref left),
            _ => null,
        };
    }

    private static JsonObject CopyMembers(JsonElement element, int depth, ref int left)
    {
        var copy = new JsonObject();
        foreach (var member in element.EnumerateObject())
        {
            if (Copy(member.Value, depth - 1, ref left) is { } value)
            {
                copy[member.Name] = value;
            }
        }

        return copy;
    }

    private static JsonArray CopyItems(JsonElement element, int depth, ref int left)
    {
        var copy = new JsonArray();
        foreach (var item in element.EnumerateArray())
        {
            copy.Add(Copy(item, depth - 1, ref left));
        }

        return copy;
    }
}
