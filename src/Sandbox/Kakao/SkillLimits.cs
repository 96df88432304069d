using System.Globalization;
using System.Text.Json;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>Refuses, as Kakao does, a response that breaks the form or a limit of version 2.0.</summary>
internal static class SkillLimits
{
    private static readonly string[] Actions = ["webLink", "message", "block", "phone", "share", "operator"];

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(JsonElement answer)
    {
        if (answer.ValueKind is not JsonValueKind.Object || Text(answer, "version") != "2.0")
        {
            return "version 2.0 is missing";
        }

        if (answer.TryGetProperty("useCallback", out var uses) && uses.ValueKind is JsonValueKind.True)
        {
            return answer.TryGetProperty("template", out _) ? "a callback and a template" : null;
        }

        if (!answer.TryGetProperty("template", out var template) || !template.TryGetProperty("outputs", out var outputs))
        {
            return "no outputs";
        }

        if (outputs.GetArrayLength() is < 1 or > 3)
        {
            return Count(outputs, "outputs");
        }

        return outputs.EnumerateArray().Select(output => Bubble(output.EnumerateObject().First())).FirstOrDefault(problem => problem is not null)
            ?? Many(template, "quickReplies", 10) ?? First(template, "quickReplies", reply => Button(reply, "block", "message"));
    }

    private static string? Bubble(JsonProperty bubble) => bubble.Name switch
    {
        "simpleText" => Missing(bubble.Value, "text") ?? Long(bubble.Value, "text", 1_000),
        "simpleImage" => Missing(bubble.Value, "imageUrl") ?? Missing(bubble.Value, "altText") ?? Long(bubble.Value, "altText", 50),
        "textCard" => Card(bubble.Value, basic: false, detail: 400),
        "basicCard" => Card(bubble.Value, basic: true, detail: 230),
        "listCard" => Missing(bubble.Value, "header") ?? Many(bubble.Value, "items", 5) ?? First(bubble.Value, "items", item => Missing(item, "title")),
        "carousel" => Carousel(bubble.Value),
        _ => $"no bubble is called {bubble.Name}",
    };

    private static string? Carousel(JsonElement carousel) => Text(carousel, "type") switch
    {
        "basicCard" => Many(carousel, "items", 10) ?? First(carousel, "items", card => Card(card, basic: true, detail: 230)),
        "textCard" => Many(carousel, "items", 10) ?? First(carousel, "items", card => Card(card, basic: false, detail: 128)),
        var other => $"a carousel of {other}",
    };

    private static string? Card(JsonElement card, bool basic, int detail)
    {
        var length = Text(card, "title").Length + Text(card, "description").Length;
        if (basic && !card.TryGetProperty("thumbnail", out _))
        {
            return "a basic card needs a thumbnail";
        }

        if (!basic && length is 0 or > 400)
        {
            return string.Create(CultureInfo.InvariantCulture, $"a text card of {length} characters");
        }

        return Long(card, "title", 50) ?? Long(card, "description", detail) ?? Many(card, "buttons", 3) ?? First(card, "buttons", button => Button(button, Actions));
    }

    private static string? Button(JsonElement button, params string[] actions) => Text(button, "action") switch
    {
        var action when !actions.Contains(action) => $"a button cannot {action}",
        "block" when Text(button, "blockId").Length == 0 => "a block button names no block",
        "webLink" when Text(button, "webLinkUrl").Length == 0 => "a link button has no address",
        _ => Missing(button, "label") ?? Long(button, "label", 14),
    };

    private static string? First(JsonElement of, string name, Func<JsonElement, string?> check) =>
        of.TryGetProperty(name, out var items) ? items.EnumerateArray().Select(check).FirstOrDefault(problem => problem is not null) : null;

    private static string? Many(JsonElement of, string name, int most) => of.TryGetProperty(name, out var items) && items.GetArrayLength() > most ? Count(items, name) : null;

    private static string Count(JsonElement items, string name) => string.Create(CultureInfo.InvariantCulture, $"{items.GetArrayLength()} {name}");

    private static string? Missing(JsonElement of, string name) => of.TryGetProperty(name, out var member) && member.ValueKind is not JsonValueKind.Null ? null : $"{name} is missing";

    private static string? Long(JsonElement of, string name, int most) =>
        Text(of, name).Length is var length && length > most ? string.Create(CultureInfo.InvariantCulture, $"{name} has {length} characters, {most} are allowed") : null;

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";
}
