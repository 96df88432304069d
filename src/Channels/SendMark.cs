using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>Our id of a send and the place of its part in one short text, for providers that echo what we attach.</summary>
/// <param name="Part">From 0.</param>
public sealed record SendMark(OutboxId Outbox, int Part)
{
    private const string Kind = "out";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Outbox.Value:N}:{Part}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out SendMark? mark)
    {
        mark = text?.Split(':') is [Kind, var id, var n] && Guid.TryParseExact(id, "N", out var outbox)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? new(new OutboxId(outbox), part) : null;
        return mark is not null;
    }
}
