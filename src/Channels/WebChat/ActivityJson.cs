using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Platform;

namespace ChatCommerce.Channels.WebChat;

/// <summary>Activities as JSON, read from strangers and written for a <c>jsonb</c> column.</summary>
public static class ActivityJson
{
    private const int MostMembers = 200;
    private const int Deepest = 8;

    /// <summary>Reads an activity from bytes of any quality; throws <see cref="JsonException"/> when they are no activity.</summary>
    public static Activity Read(ReadOnlySpan<byte> utf8) => Read<Activity>(utf8);

    public static T Read<T>(ReadOnlySpan<byte> utf8) => Json.Read<T>(Mend(Encoding.UTF8.GetString(utf8)));

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

    // Escaped NUL and lone surrogates are legal JSON that neither .NET strings nor jsonb can hold: the first is dropped, the second replaced.
    internal static string Mend(string json)
    {
        var escape = json.IndexOf('\\', StringComparison.Ordinal);
        if (escape < 0)
        {
            return json;
        }

        var mended = new StringBuilder(json.Length).Append(json, 0, escape);
        for (var i = escape; i < json.Length; i++)
        {
            if (json[i] != '\\' || i + 1 == json.Length)
            {
                mended.Append(json[i]);
                continue;
            }

            var length = AppendEscape(mended, json, i);
            i += length - 1;
        }

        return mended.ToString();
    }

    private static int AppendEscape(StringBuilder mended, string json, int at)
    {
        if (UnitAt(json, at) is not { } unit)
        {
            mended.Append(json, at, 2);
            return 2;
        }

        if (char.IsHighSurrogate(unit) && UnitAt(json, at + 6) is { } low && char.IsLowSurrogate(low))
        {
            mended.Append(json, at, 12);
            return 12;
        }

        mended.Append(char.IsSurrogate(unit) ? "\\ufffd" : unit == '\0' ? "" : json.Substring(at, 6));
        return 6;
    }

    private static char? UnitAt(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit) ? (char)unit : null;
}
