using System.Text.Json;

namespace ChatCommerce.Channels.Kakao;

/// <summary>Members of somebody else's JSON: what is not there, or of another kind, is empty.</summary>
internal static class SkillJson
{
    public static JsonElement Member(JsonElement of, string name) =>
        of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var member) ? member : default;

    public static string Text(JsonElement of, string name) => Member(of, name) switch
    {
        { ValueKind: JsonValueKind.String } text => ReadText(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => "",
    };

    /// <summary>The member as it was written; empty when there is none.</summary>
    public static string Raw(JsonElement of, string name) =>
        Member(of, name) is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } member ? member.GetRawText() : "";

    /// <summary>JSON inside a JSON text, as Kakao's plugins give their values; undefined when it is none.</summary>
    public static JsonElement Inner(string text)
    {
        try
        {
            return text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // A lone surrogate is legal JSON that no .NET string holds.
    private static string ReadText(JsonElement text)
    {
        try
        {
            return text.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
