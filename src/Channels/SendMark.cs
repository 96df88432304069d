using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>Our id of a send and the place of its part in one short text, for providers that echo what we attach.</summary>
/// <param name="Part">From 0.</param>
public sealed record SendMark(OutboxId Outbox, int Part)
{
    private const string Kind = "out";
    private const string Further = "more";

    /// <summary>Further parts of the message follow this one.</summary>
    public bool More { get; init; }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Outbox.Value:N}:{Part}{(More ? ":" + Further : "")}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out SendMark? mark)
    {
        mark = text?.Split(':') is [Kind, var id, var n, .. var more] && more is [] or [Further] && Guid.TryParseExact(id, "N", out var outbox)
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var part) ? new(new OutboxId(outbox), part) { More = more.Length > 0 } : null;
        return mark is not null;
    }
}
