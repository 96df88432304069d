using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Webhooks;

/// <summary>Reads fields that may be absent or of another type than documented: what is not there is an undefined element, null or empty.</summary>
public static class JsonFields
{
    private const int LongestLabel = 200;

    public static JsonElement At(this JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    public static bool Has(this JsonElement of, string name) => of.At(name).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>The items of an array; none where there is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement of, string name) =>
        of.At(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    public static JsonElement First(this JsonElement of, string name)
    {
        foreach (var item in of.Items(name))
        {
            return item;
        }

        return default;
    }

    public static JsonElement.ObjectEnumerator Members(this JsonElement of) => of.ValueKind is JsonValueKind.Object ? of.EnumerateObject() : default;

    /// <summary>A string as it is, for what is read further; empty where there is none.</summary>
    public static string Raw(this JsonElement of, string name) => of.At(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>An id, whether the provider wrote it as text or as a number; null where there is none.</summary>
    public static string? Key(this JsonElement of, string name) => of.At(name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 and <= 1_000 } key ? key : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>Text from a person, cleaned; empty where there is none.</summary>
    public static string Said(this JsonElement of, string name) =>
        of.At(name) is { ValueKind: JsonValueKind.String } text ? CustomerText.Clean(text.GetString()) : "";

    /// <summary>One short line from outside, cleaned and cut; empty where there is none.</summary>
    public static string Label(this JsonElement of, string name) => CustomerText.Cut(of.Said(name), LongestLabel);

    public static string? LabelOrNull(this JsonElement of, string name) => of.Label(name) is { Length: > 0 } label ? label : null;

    public static bool Flag(this JsonElement of, string name) => of.At(name).ValueKind is JsonValueKind.True;

    public static double? Decimal(this JsonElement of, string name) => of.At(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && double.IsFinite(value) => value,
        _ => null,
    };

    public static long? Whole(this JsonElement of, string name) => of.At(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { ValueKind: JsonValueKind.String } text when long.TryParse(text.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        _ => null,
    };

    /// <summary>A Unix time in seconds or milliseconds, whichever it is; null where there is none in this or the last century.</summary>
    public static DateTimeOffset? Time(this JsonElement of, string name) => of.Whole(name) switch
    {
        > 0 and < 100_000_000_000 and var seconds => DateTimeOffset.FromUnixTimeSeconds(seconds),
        >= 100_000_000_000 and < 100_000_000_000_000 and var milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        _ => null,
    };

    /// <summary>A key for something that has no id of its own: a redelivery repeats its bytes.</summary>
    public static string Fingerprint(this JsonElement of) =>
        of.ValueKind is JsonValueKind.Undefined ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(of)).AsSpan(0, 16));
}
