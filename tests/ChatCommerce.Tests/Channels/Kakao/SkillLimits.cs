using System.Text.Json;

namespace ChatCommerce.Tests.Channels.Kakao;

/// <summary>The limits of a skill response, version 2.0, as Kakao documents them.</summary>
internal static class SkillLimits
{
    public static List<string> Problems(JsonElement template)
    {
        List<string> problems = [];
        var outputs = template.GetProperty("outputs");
        Check(outputs.GetArrayLength() is >= 1 and <= 3, $"{outputs.GetArrayLength()} outputs");
        foreach (var output in outputs.EnumerateArray())
        {
            Check(output.EnumerateObject().Count() == 1, "one bubble, one kind");
            problems.AddRange(Bubble(output.EnumerateObject().First()));
        }

        var replies = Items(template, "quickReplies");
        Check(replies.Length <= 10, $"{replies.Length} quick replies");
        foreach (var reply in replies)
        {
            problems.AddRange(Button(reply, ["block", "message"]));
        }

        return problems;

        void Check(bool holds, string problem)
        {
            if (!holds)
            {
                problems.Add(problem);
            }
        }
    }

    private static IEnumerable<string> Bubble(JsonProperty bubble) => bubble.Name switch
    {
        "simpleText" => Longer(bubble.Value, "text", 1_000),
        "simpleImage" => Longer(bubble.Value, "altText", 50),
        "textCard" => Card(bubble.Value, basic: false, inCarousel: false),
        "basicCard" => Card(bubble.Value, basic: true, inCarousel: false),
        "carousel" => Carousel(bubble.Value),
        "listCard" => List(bubble.Value),
        _ => [$"unknown bubble {bubble.Name}"],
    };

    private static IEnumerable<string> Carousel(JsonElement carousel)
    {
        var (type, cards) = (carousel.GetProperty("type").GetString(), Items(carousel, "items"));
        return [.. cards.Length is < 2 or > 10 ? (string[])[$"{cards.Length} cards"] : [], .. cards.SelectMany(c => Card(c, type is "basicCard", inCarousel: true))];
    }

    private static List<string> Card(JsonElement card, bool basic, bool inCarousel)
    {
        List<string> problems = [.. Longer(card, "title", 50), .. Longer(card, "description", basic ? 230 : inCarousel ? 128 : 400)];
        if (Text(card, "title").Length + Text(card, "description").Length is var length && (length == 0 || (!basic && length > 400)))
        {
            problems.Add($"a card of {length} characters");
        }

        if (basic != card.TryGetProperty("thumbnail", out _))
        {
            problems.Add("a basic card has a thumbnail and no other has");
        }

        var buttons = Items(card, "buttons");
        return [.. problems, .. buttons.Length > 3 ? (string[])[$"{buttons.Length} buttons"] : [], .. buttons.SelectMany(b => Button(b, ["block", "message", "webLink", "operator"]))];
    }

    private static IEnumerable<string> List(JsonElement list)
    {
        var rows = Items(list, "items");
        return
        [
            .. rows.Length is < 1 or > 5 ? (string[])[$"{rows.Length} rows"] : [], .. Text(list.GetProperty("header"), "title").Length == 0 ? (string[])["no header"] : [],
            .. rows.SelectMany(r => Longer(r, "title", 36)), .. rows.SelectMany(r => Longer(r, "description", 36)),
        ];
    }

    private static IEnumerable<string> Button(JsonElement button, string[] actions)
    {
        var (label, action) = (Text(button, "label"), Text(button, "action"));
        return
        [
            .. label.Length is < 1 or > 14 ? (string[])[$"label '{label}'"] : [], .. actions.Contains(action) ? (string[])[] : [$"action {action}"],
            .. action is "block" && Text(button, "blockId").Length == 0 ? (string[])["no block"] : [],
            .. action is "webLink" && Text(button, "webLinkUrl").Length == 0 ? (string[])["no address"] : [],
        ];
    }

    private static IEnumerable<string> Longer(JsonElement of, string name, int limit) =>
        Text(of, name) is var text && text.Length > limit ? [$"{name} of {text.Length} characters, {limit} allowed"] : [];

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var text) ? text.GetString() ?? "" : "";

    private static JsonElement[] Items(JsonElement of, string name) => of.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];
}
