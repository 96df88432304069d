using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Content with its variables filled in, as a phone shows it.</summary>
internal static partial class ContentBubble
{
    private const int LongestBody = 1_024;
    private const int LongestTitle = 24;
    private const int LongestButton = 20;

    /// <returns>The variables, or null when Twilio would refuse them (error 21656).</returns>
    public static Dictionary<string, string>? Variables(string json)
    {
        if (json.Length == 0)
        {
            return [];
        }

        try
        {
            var given = JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
            return given.Values.Any(value => string.IsNullOrEmpty(value) || value.AsSpan().ContainsAny('\n', '\t') || value.Contains("     ", StringComparison.Ordinal)) ? null : given;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The richest of the types that WhatsApp shows.</summary>
    public static Bubble Of(Content content, IReadOnlyDictionary<string, string> variables)
    {
        var (type, node) = content.Types.First();
        var of = (JsonObject)node!;
        string Text(JsonNode? from, string name) => Filled(from?[name]?.ToString() ?? "", variables);

        var bubble = new Bubble { Text = Text(of, "body") };
        return type switch
        {
            "twilio/list-picker" => bubble with
            {
                List = new BubbleList(Text(of, "button"), [new BubbleSection(null, [.. Items(of, "items").Select(item =>
                    new BubbleRow(Text(item, "id"), Text(item, "item"), Text(item, "description") is { Length: > 0 } more ? more : null))])]),
            },
            "twilio/quick-reply" => bubble with { Buttons = [.. Items(of, "actions").Select(action => new BubbleButton(Text(action, "title"), Text(action, "id")))] },
            "twilio/call-to-action" => bubble with { Buttons = [.. Items(of, "actions").Select(action => new BubbleButton(Text(action, "title"), "", Text(action, "url")))] },
            _ => bubble,
        };
    }

    /// <summary>Why WhatsApp would not show it; Twilio reports that only after it took the message.</summary>
    public static string? Wrong(Bubble bubble, bool approved) =>
        bubble.Text.Length > LongestBody || (!approved && bubble.Buttons.Count > 3)
        || bubble.Buttons.Any(button => button.Label.Length > LongestButton) || bubble.List?.Rows.Any(row => row.Title.Length > LongestTitle || row.Description?.Length > 72) == true
        || bubble.AllButtons.Select(button => button.Label).Concat(bubble.List?.Rows.Select(row => row.Title) ?? []).GroupBy(label => label, StringComparer.Ordinal).Any(group => group.Count() > 1)
            ? "63013" : null;

    private static IEnumerable<JsonNode> Items(JsonObject of, string name) => of[name] is JsonArray items ? items.OfType<JsonNode>() : [];

    private static string Filled(string text, IReadOnlyDictionary<string, string> variables) =>
        Place().Replace(text, match => variables.GetValueOrDefault(match.Groups["n"].Value, match.Value));

    [GeneratedRegex(@"\{\{(?<n>\w+)\}\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Place();
}
