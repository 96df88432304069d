using System.Diagnostics.CodeAnalysis;
using ChatCommerce.Platform.Database;

namespace ChatCommerce.BotHost.Api;

/// <summary>A state in an address, spelled as the answers spell it: <c>awaiting_payment</c>. The member's own name is taken too.</summary>
public readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    [SuppressMessage("Design", "CA1000", Justification = "The framework binds an address's text through it.")]
    public static bool TryParse(string? text, IFormatProvider? provider, out Word<T> word)
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (SqlName.Of(value) == text || value.ToString() == text)
            {
                word = new(value);
                return true;
            }
        }

        word = default;
        return false;
    }
}
