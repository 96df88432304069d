using System.Globalization;
using System.Text.Json.Nodes;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>An interactive message as its structure with numbered places, and what stands in them.</summary>
/// <param name="Language">Two-letter language.</param>
internal sealed class TwilioDraft(string language)
{
    private static readonly Dictionary<string, string> OpenList = new(StringComparer.Ordinal)
    {
        ["en"] = "See options", ["ko"] = "선택하기", ["vi"] = "Xem lựa chọn", ["ar"] = "عرض الخيارات", ["ja"] = "選択肢を見る", ["zh"] = "查看选项",
        ["es"] = "Ver opciones", ["fr"] = "Voir les choix",
    };

    private readonly List<string> values = [];

    public string Language { get; } = language;

    public JsonObject Types { get; } = [];

    public IReadOnlyList<string> Values => values;

    /// <summary>As <c>ContentVariables</c> wants them.</summary>
    public string Variables => VariablesOf(values);

    public static string VariablesOf(IEnumerable<string> values) =>
        new JsonObject(values.Select((v, i) => KeyValuePair.Create(Number(i + 1), (JsonNode?)JsonValue.Create(v)))).ToJsonString(Platform.Json.Options);

    public static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    /// <summary>Null when the message is no more than words and a picture.</summary>
    public static TwilioDraft? Of(Rendered content, string language)
    {
        var draft = new TwilioDraft(language);
        switch (content)
        {
            case { Rows.Count: > 0 }:
                draft.List(content);
                return draft;
            case { Choices.Count: > 0 }:
                draft.Buttons(content);
                return draft;
            case { Link: { } link }:
                draft.Link(content, link);
                return draft;
            default:
                return null;
        }
    }

    private void List(Rendered content) => Types["twilio/list-picker"] = new JsonObject
    {
        ["body"] = Body(content.Text),
        ["button"] = OpenList.GetValueOrDefault(Language, OpenList["en"]),
        ["items"] = new JsonArray([.. content.Rows.Select(Item)]),
    };

    // An empty value is refused, so a row without a second line is of another structure.
    private JsonNode Item(Row row)
    {
        JsonObject item = new() { ["id"] = Place(row.Payload), ["item"] = Place(row.Title) };
        if (row.Detail.Length > 0)
        {
            item["description"] = Place(row.Detail);
        }

        return item;
    }

    private void Buttons(Rendered content) => Types["twilio/quick-reply"] = new JsonObject
    {
        ["body"] = Body(content.Text),
        ["actions"] = new JsonArray([.. content.Choices.Select(c => (JsonNode)new JsonObject
        {
            ["type"] = "QUICK_REPLY", ["title"] = Place(c.Label), ["id"] = Place(c.Payload),
        })]),
    };

    // WhatsApp wants the address fixed up to its host; the rest may change.
    private void Link(Rendered content, LinkButton link)
    {
        var address = new Uri(link.Url);
        var path = address.PathAndQuery.TrimStart('/') + address.Fragment;
        Types["twilio/call-to-action"] = new JsonObject
        {
            ["body"] = Body(content.Text.Length > 0 ? content.Text : link.Label),
            ["actions"] = new JsonArray(new JsonObject
            {
                ["type"] = "URL", ["title"] = Place(link.Label), ["url"] = address.GetLeftPart(UriPartial.Authority) + (path.Length > 0 ? "/" + Place(path) : "/"),
            }),
        };
    }

    // A value may hold neither a line break nor a tab nor a long run of spaces (error 21656), so each line has a place of its own.
    private string Body(string text) => text.Trim().Length == 0 ? "…"
        : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => Line(line) is { Length: > 0 } words ? Place(words) : ""));

    private static string Line(string line) => string.Join(' ', line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries));

    private string Place(string value)
    {
        values.Add(Line(value) is { Length: > 0 } words ? words : "-");
        return "{{" + Number(values.Count) + "}}";
    }
}
