namespace ChatCommerce.Platform.Money;

/// <summary>How each payment provider writes amounts. ISO alone is wrong for some currencies.</summary>
public static class ProviderAmounts
{
    /// <summary>Stripe takes whole units for these (docs.stripe.com/currencies, "zero-decimal currencies").</summary>
    private static readonly HashSet<string> StripeZero = new(StringComparer.Ordinal)
    {
        "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    /// <summary>Stripe writes these with two decimals though they have none in use; the decimals must be zero.</summary>
    private static readonly HashSet<string> StripeWholeInHundredths = new(StringComparer.Ordinal) { "ISK", "UGX" };

    /// <summary>Our minor units as Stripe's <c>unit_amount</c>; refused where the provider can't express the amount.</summary>
    public static Result<long> ToStripe(Price price)
    {
        var currency = price.Currency;
        if (StripeZero.Contains(currency.Code))
        {
            return price.Minor % currency.Scale == 0 ? price.Minor / currency.Scale : Unsayable(price, "whole units");
        }

        if (StripeWholeInHundredths.Contains(currency.Code))
        {
            return price.Minor % currency.Scale == 0 ? checked(price.Minor / currency.Scale * 100) : Unsayable(price, "whole units");
        }

        // Three-decimal currencies end in zero at Stripe: the last digit is not settled.
        return currency.Exponent == 3 && price.Minor % 10 != 0 ? Unsayable(price, "a last digit of zero") : price.Minor;
    }

    /// <summary>Stripe's amount as our minor units.</summary>
    public static Price FromStripe(long amount, string currencyCode)
    {
        var currency = Currency.Of(currencyCode);
        var minor = StripeZero.Contains(currency.Code) ? checked(amount * currency.Scale)
            : StripeWholeInHundredths.Contains(currency.Code) ? checked(amount * currency.Scale / 100)
            : amount;
        return new(minor, currency.Code);
    }

    private static Refusal Unsayable(Price price, string expected) =>
        new("amount-not-payable", $"{price} cannot be charged by the payment provider: expected {expected}.", "amount");
}
