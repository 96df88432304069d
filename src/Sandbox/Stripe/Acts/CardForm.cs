using System.Globalization;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>A card as somebody typed it, and what the bank says to it: Stripe's published test numbers.</summary>
public sealed record CardForm(string Number, string Expiry, string Cvc)
{
    public const string Pays = "4242 4242 4242 4242";
    public const string Declines = "4000 0000 0000 0002";

    private static readonly Dictionary<string, Decline> Declined = new(StringComparer.Ordinal)
    {
        ["4000000000000002"] = new("card_declined", "generic_decline", "Your card was declined."),
        ["4000000000009995"] = new("card_declined", "insufficient_funds", "Your card has insufficient funds."),
        ["4000000000009987"] = new("card_declined", "lost_card", "Your card was declined."),
        ["4000000000000069"] = new("expired_card", "expired_card", "Your card has expired."),
        ["4000000000000127"] = new("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
        ["4000000000000119"] = new("processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit."),
    };

    private static readonly HashSet<string> Accepted = new(StringComparer.Ordinal)
    {
        "4242424242424242", "4000056655665556", "5555555555554444", "2223003122003222", "5200828282828210",
        "378282246310005", "6011111111111117", "3056930009020004", "3566002020360505", "6200000000000005", "4000004100000008",
    };

    private string Digits => string.Concat(Number.Where(char.IsAsciiDigit));

    public static CardForm Working(DateTimeOffset now) => Of(Pays, now);

    public static CardForm Of(string number, DateTimeOffset now) =>
        new(number, "12 / " + ((now.Year + 2) % 100).ToString("00", CultureInfo.InvariantCulture), "123");

    /// <summary>What the page says before anything is sent to the bank; the name is the field's.</summary>
    public (string Field, string Message)? Mistake(DateTimeOffset now)
    {
        if (Digits.Length is < 12 or > 19 || !PassesLuhn(Digits))
        {
            return ("number", "Your card number is invalid.");
        }

        if (ReadExpiry() is not var (month, year) || month is < 1 or > 12)
        {
            return ("expiry", "Your card's expiration date is incomplete.");
        }

        if (year * 12 + month < now.Year * 12 + now.Month)
        {
            return ("expiry", "Your card's expiration year is in the past.");
        }

        return Cvc.Trim() is { Length: 3 or 4 } code && code.All(char.IsAsciiDigit) ? null : ("cvc", "Your card's security code is incomplete.");
    }

    /// <summary>Null when the bank pays.</summary>
    public Decline? BankSays()
    {
        if (Declined.TryGetValue(Digits, out var decline))
        {
            return decline;
        }

        return Accepted.Contains(Digits)
            ? null
            : new Decline("card_declined", "test_mode_live_card", "Your card was declined. This is a test page: use a test card.");
    }

    public Card ToCard() => ReadExpiry() is var (month, year) ? new Card(Brand(), Digits[^4..], month, year) : new Card(Brand(), Digits[^4..], 12, 2099);

    private (int Month, int Year)? ReadExpiry()
    {
        var parts = Expiry.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var month)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return null;
        }

        return (month, year < 100 ? 2000 + year : year);
    }

    private string Brand() => Digits[0] switch
    {
        '4' => "visa",
        '2' or '5' => "mastercard",
        '3' when Digits.StartsWith("35", StringComparison.Ordinal) => "jcb",
        '3' when Digits.StartsWith("30", StringComparison.Ordinal) => "diners",
        '3' => "amex",
        '6' when Digits.StartsWith("62", StringComparison.Ordinal) => "unionpay",
        '6' => "discover",
        _ => "unknown",
    };

    private static bool PassesLuhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[^(i + 1)] - '0';
            if (i % 2 == 1)
            {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }

            sum += digit;
        }

        return sum % 10 == 0;
    }
}
