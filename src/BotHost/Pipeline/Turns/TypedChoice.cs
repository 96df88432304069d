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

        var typed = text.Trim().TrimEnd('.', ')');
        var meant = int.TryParse(typed.Normalize(System.Text.NormalizationForm.FormKC), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? numbers.FirstOrDefault(n => n.Number == number)
            : numbers.FirstOrDefault(n => string.Equals(n.Choice.Label, typed, StringComparison.OrdinalIgnoreCase));
        return meant is null ? said : new ChoiceTapped(meant.Choice.Payload, meant.Choice.Label);
    }
}
