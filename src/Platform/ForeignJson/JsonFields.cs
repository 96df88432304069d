using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Platform.ForeignJson;

/// <summary>Reads fields that may be absent or of another type than documented: what is not there is an undefined element, null or empty.</summary>
public static class JsonFields
{
    private const int LongestKey = 300;
    private const int LongestLabel = 200;
    private const int LongestAnswer = 1_000;
    private const int MostAnswers = 100;

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

    /// <summary>JSON inside a JSON text; undefined where there is none.</summary>
    public static JsonElement Inner(this JsonElement of, string name) => Inner(of.Raw(name));

    public static JsonElement Inner(string json)
    {
        try
        {
            using var inner = JsonBody.Open(Encoding.UTF8.GetBytes(json));
            return inner.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>An id, whether the provider wrote it as text or as a number; null where there is none, or none that an index could hold.</summary>
    public static string? Key(this JsonElement of, string name) => of.At(name).AsKey();

    /// <summary>The same of an item of an array.</summary>
    public static string? AsKey(this JsonElement value) => value switch
    {
        { ValueKind: JsonValueKind.String } text => CustomerText.Clean(text.GetString()) is { Length: > 0 and <= LongestKey } key ? key : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText() is { Length: <= LongestKey } key ? key : null,
        _ => null,
    };

    /// <summary>Text from a person, cleaned; empty where there is none.</summary>
    public static string Said(this JsonElement of, string name) =>
        of.At(name) is { ValueKind: JsonValueKind.String } text ? CustomerText.Clean(text.GetString()) : "";

    /// <summary>One short line from outside, cleaned and cut; empty where there is none.</summary>
    public static string Label(this JsonElement of, string name) => CustomerText.Cut(of.Said(name), LongestLabel);

    public static string? LabelOrNull(this JsonElement of, string name) => of.Label(name) is { Length: > 0 } label ? label : null;

    /// <summary>The two letters of a language, such as <c>en</c> of <c>en-US</c>; null where there are none.</summary>
    public static string? Language(this JsonElement of, string name) =>
        of.Label(name) is [var first, var second, ..] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second) ? $"{first}{second}".ToLowerInvariant() : null;

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

    /// <summary>What somebody filled into a form, by field, cleaned and cut; what is no plain value stands as it was written.</summary>
    public static Dictionary<string, string> Answers(this JsonElement of)
    {
        Dictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (var field in of.Members().Take(MostAnswers))
        {
            var value = field.Value.ValueKind is JsonValueKind.String ? field.Value.GetString() : field.Value.GetRawText();
            answers[field.NameLabel()] = CustomerText.Cut(CustomerText.Clean(value), LongestAnswer);
        }

        return answers;
    }

    /// <summary>A member's name from outside, cleaned and cut.</summary>
    public static string NameLabel(this JsonProperty member) => CustomerText.Cut(CustomerText.Clean(member.Name), LongestLabel / 2);

    /// <summary>A key for something that has no id of its own: a redelivery repeats its bytes.</summary>
    public static string Fingerprint(this JsonElement of) =>
        of.ValueKind is JsonValueKind.Undefined ? "" : Convert.ToHexStringLower(SHA256.HashData(JsonMarshal.GetRawUtf8Value(of)).AsSpan(0, 16));
}
