using System.Globalization;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Turns;

/// <summary>Where a channel has no buttons they stand as numbered lines, and a number or a label typed back is the tap it stands for.</summary>
internal static class TypedChoice
{
    public static InboundContent Of(InboundContent said, IReadOnlyList<Numbered> numbers)
    {
        if (said is not TextSaid { Text: var text } || numbers.Count == 0)
        {
            return said;
        }

        var typed = text.Trim();
        var meant = int.TryParse(typed.TrimEnd('.', ')').Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? numbers.FirstOrDefault(n => n.Number == number)
            : Labelled(typed, numbers) ?? Labelled(typed.TrimEnd('.', ')'), numbers);
        return meant is null ? said : new ChoiceTapped(meant.Choice.Payload, meant.Choice.Label);
    }

    // A label that several things bear names none of them.
    private static Numbered? Labelled(string typed, IReadOnlyList<Numbered> numbers)
    {
        var all = numbers.Where(n => string.Equals(n.Choice.Label, typed, StringComparison.OrdinalIgnoreCase)).DistinctBy(n => n.Choice.Payload).ToList();
        return all is [var one] ? one : null;
    }
}
