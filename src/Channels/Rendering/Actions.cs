using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Rendering;

/// <summary>What can be tapped under a message, lowered in this order: buttons, a list, numbered text.</summary>
internal sealed record Actions(IReadOnlyList<Offer> Offers)
{
    public Rendered Under(Rendered message, Capabilities limits)
    {
        if (Offers.Count == 0)
        {
            return message;
        }

        if (Offers.Count <= limits.Choices && Offers.All(o => o.Detail.Length == 0))
        {
            return message with { Choices = Buttons(limits.LabelLength) };
        }

        return Offers.Count <= limits.Rows ? message with { Rows = Rows(limits) } : message with { Text = Joined(message.Text, Lines()), Numbers = Numbers() };
    }

    private List<Choice> Buttons(int length) =>
        [.. Distinct([.. Offers.Select(o => o.Choice.Label)], length).Zip(Offers, (label, offer) => offer.Choice with { Label = label })];

    private List<Row> Rows(Capabilities limits) =>
    [
        .. Distinct([.. Offers.Select(o => o.Title)], limits.RowLength)
            .Zip(Offers, (title, offer) => new Row(title, TextLimit.Label(offer.Detail, limits.RowDetailLength), offer.Choice.Payload)),
    ];

    private IEnumerable<string> Lines() => Offers.Select((o, i) => o.Detail.Length > 0 ? $"{i + 1}. {o.Title} · {o.Detail}" : $"{i + 1}. {o.Title}");

    private List<Numbered> Numbers() => [.. Offers.Select((o, i) => new Numbered(i + 1, o.Choice with { Label = o.Title }))];

    private static string Joined(string text, IEnumerable<string> lines) => (text + "\n\n" + string.Join('\n', lines)).Trim();

    // Two labels that differ only past the cut would look the same, and some channels refuse them: those get their number in front.
    private static List<string> Distinct(List<string> labels, int length)
    {
        var cut = labels.ConvertAll(l => TextLimit.Label(l, length));
        var twice = cut.GroupBy(l => l, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet(StringComparer.Ordinal);
        return [.. cut.Select((label, i) => twice.Contains(label) ? TextLimit.Label($"{i + 1} {labels[i]}", length) : label)];
    }
}

/// <param name="Title">The action in a list or a numbered line, where there is more room than on a button.</param>
/// <param name="Detail">A second line, such as the price; empty for a plain button.</param>
internal sealed record Offer(Choice Choice, string Title, string Detail = "");
