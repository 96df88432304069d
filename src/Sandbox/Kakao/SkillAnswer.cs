using System.Globalization;
using System.Text.Json;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Kakao;

/// <summary>What the phone shows of a skill's answer: its bubbles, or that it failed and why.</summary>
internal static class SkillAnswer
{
    public static IReadOnlyList<Bubble> Read(WebhookReply reply) => reply switch
    {
        { Status: null } => [Failed("the skill did not answer within 5 seconds", reply.Body)],
        { Status: not 200 } => [Failed(string.Create(CultureInfo.InvariantCulture, $"the skill answered {reply.Status}"), reply.Body)],
        _ => Read(reply.Body),
    };

    /// <summary>The bubbles of a response, version 2.0, of a skill or a callback.</summary>
    public static IReadOnlyList<Bubble> Read(string body)
    {
        JsonElement answer;
        try
        {
            answer = JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException)
        {
            return [Failed("the skill's answer is no JSON", body)];
        }

        if (SkillLimits.Problem(answer) is { } problem)
        {
            return [Failed(problem, body)];
        }

        if (answer.TryGetProperty("useCallback", out var uses) && uses.GetBoolean())
        {
            return [new Bubble { Note = "waiting", Text = answer.TryGetProperty("data", out var data) ? Text(data, "text") : "…", Raw = body }];
        }

        var template = answer.GetProperty("template");
        List<Bubble> bubbles = [.. template.GetProperty("outputs").EnumerateArray().Select(output => Of(output.EnumerateObject().First()) with { Raw = body })];
        bubbles[^1] = bubbles[^1] with { QuickReplies = Buttons(template, "quickReplies") };
        return bubbles;
    }

    /// <summary>What stands behind a button on the phone, as it was written there.</summary>
    public static ButtonPayload? ReadPayload(string payload)
    {
        try
        {
            return payload.StartsWith('{') ? JsonSerializer.Deserialize<ButtonPayload>(payload) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Bubble Failed(string why, string raw) => new() { Note = "failed", Text = $"({why})", Raw = raw };

    private static Bubble Of(JsonProperty output) => output.Name switch
    {
        "simpleText" => new() { Text = Text(output.Value, "text") },
        "simpleImage" => new() { Text = Text(output.Value, "altText"), Media = new(MediaKind.Image, Text(output.Value, "imageUrl")) },
        "textCard" => new() { Text = $"{Text(output.Value, "title")}\n{Text(output.Value, "description")}".Trim(), Buttons = Buttons(output.Value, "buttons") },
        "basicCard" => new() { Cards = [Card(output.Value)] },
        "carousel" => new() { Cards = [.. output.Value.GetProperty("items").EnumerateArray().Select(Card)] },
        "listCard" => new() { List = new(Text(output.Value.GetProperty("header"), "title"), [new(null, [.. output.Value.GetProperty("items").EnumerateArray().Select(Row)])]) },
        _ => new() { Text = output.Name },
    };

    private static BubbleCard Card(JsonElement card) =>
        new(Text(card, "title"), Text(card, "description"), card.TryGetProperty("thumbnail", out var picture) ? Text(picture, "imageUrl") : null) { Buttons = Buttons(card, "buttons") };

    private static BubbleRow Row(JsonElement item) => new(Payload(item), Text(item, "title"), Text(item, "description"));

    private static List<BubbleButton> Buttons(JsonElement of, string name) => !of.TryGetProperty(name, out var buttons)
        ? []
        : [.. buttons.EnumerateArray().Select(button => Text(button, "action") is "webLink"
            ? new BubbleButton(Text(button, "label"), "", Text(button, "webLinkUrl"))
            : new BubbleButton(Text(button, "label"), Payload(button)))];

    private static string Payload(JsonElement button) => JsonSerializer.Serialize(new ButtonPayload(
        Text(button, "messageText") is { Length: > 0 } words ? words : Text(button, "label"),
        Text(button, "blockId"), Text(button, "action") is "block" && button.TryGetProperty("extra", out var extra) ? extra : null));

    private static string Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : "";
}

/// <param name="Extra">Null for a button that only says its words.</param>
internal sealed record ButtonPayload(string MessageText, string BlockId, JsonElement? Extra);
