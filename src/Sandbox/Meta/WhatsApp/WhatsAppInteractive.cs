using System.Text.Json;
using ChatCommerce.Sandbox.Meta.Api;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Meta.WhatsApp;

/// <summary>An <c>interactive</c> object with its limits: buttons, a list or a link.</summary>
internal static class WhatsAppInteractive
{
    private const int MostRows = 10;

    public static Bubble Read(JsonElement interactive)
    {
        var type = Demand.Text(interactive, "type", 40);
        var action = Demand.Object(interactive, "action");
        var text = Demand.Text(Demand.Object(interactive, "body"), "text", type is "list" ? 4_096 : 1_024);
        var shown = Header(interactive, type) with { Text = text, Footer = Demand.Optional(Demand.Member(interactive, "footer"), "text", 60) };
        return type switch
        {
            "button" => shown with { Buttons = Buttons(action) },
            "list" => shown with { List = List(action) },
            "cta_url" => shown with { Buttons = [Link(action)] },
            _ => throw new Refused(MetaError.Parameter($"interactive type {type} is not played here.")),
        };
    }

    private static Bubble Header(JsonElement interactive, string type)
    {
        var header = Demand.Member(interactive, "header");
        return (header.ValueKind, type) switch
        {
            (JsonValueKind.Undefined, _) => new Bubble(),
            _ when Demand.Text(header, "type", 20) is "text" => new Bubble { Header = Demand.Text(header, "text", 60) },
            (_, "list") => throw new Refused(MetaError.Parameter("A list has a text header only.")),
            _ => new Bubble { Media = new BubbleMedia(MediaKind.Image, WhatsAppMessage.Picture(Demand.Object(header, "image"))) },
        };
    }

    private static List<BubbleButton> Buttons(JsonElement action)
    {
        var buttons = Demand.List(action, "buttons", 1, 3).ConvertAll(button => Demand.Text(button, "type", 10) is "reply"
            ? new BubbleButton(Demand.Text(Demand.Object(button, "reply"), "title", 20), Demand.Text(Demand.Object(button, "reply"), "id", 256))
            : throw new Refused(MetaError.Parameter("A button's type is reply.")));
        Demand.Unique(buttons.Select(button => button.Payload), "button id");
        Demand.Unique(buttons.Select(button => button.Label), "button title");
        return buttons;
    }

    private static BubbleList List(JsonElement action)
    {
        var label = Demand.Text(action, "button", 20);
        var sections = Demand.List(action, "sections", 1, 10);
        var list = new BubbleList(label, sections.ConvertAll(section => new BubbleSection(
            sections.Count > 1 ? Demand.Text(section, "title", 24) : Demand.Optional(section, "title", 24),
            Demand.List(section, "rows", 1, MostRows).ConvertAll(row =>
                new BubbleRow(Demand.Text(row, "id", 200), Demand.Text(row, "title", 24), Demand.Optional(row, "description", 72))))));
        if (list.Rows.Count() > MostRows)
        {
            throw new Refused(MetaError.Parameter($"A list has at most {MostRows} rows."));
        }

        Demand.Unique(list.Rows.Select(row => row.Payload), "row id");
        return list;
    }

    private static BubbleButton Link(JsonElement action)
    {
        var parameters = Demand.Object(action, "parameters");
        return new BubbleButton(Demand.Text(parameters, "display_text", 20), Url: Demand.Address(parameters, "url"));
    }
}
