using ChatCommerce.Sandbox.Stripe.Acts;
using ChatCommerce.Sandbox.Stripe.Control;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Pages;

/// <summary>What stands in the page's fields: filled in for a visitor who only wants to see it work, or as posted.</summary>
public sealed record PayForm
{
    public string Email { get; init; } = "";

    public string Phone { get; init; } = "";

    public string Name { get; init; } = "";

    public string Line1 { get; init; } = "";

    public string City { get; init; } = "";

    public string PostalCode { get; init; } = "";

    public string Country { get; init; } = "";

    public required CardForm Card { get; init; }

    public static PayForm FilledIn(CheckoutTerms terms, DateTimeOffset now)
    {
        var somebody = PayRequest.Somebody;
        return new PayForm
        {
            Email = terms.CustomerEmail ?? somebody.Email!,
            Phone = "+1 415 555 0199",
            Name = somebody.Name!,
            Line1 = somebody.Line1!,
            City = somebody.City!,
            PostalCode = somebody.PostalCode!,
            Country = terms.ShippingCountries.FirstOrDefault("KR"),
            Card = CardForm.Working(now),
        };
    }

    public static async Task<PayForm> Read(HttpRequest request, CancellationToken ct)
    {
        var form = await request.ReadFormAsync(ct);
        string Of(string name) => form[name].ToString().Trim() is { Length: <= 300 } text ? text : "";
        return new PayForm
        {
            Email = Of("email"),
            Phone = Of("phone"),
            Name = Of("name"),
            Line1 = Of("line1"),
            City = Of("city"),
            PostalCode = Of("postal"),
            Country = Of("country"),
            Card = new CardForm(Of("number"), Of("expiry"), Of("cvc")),
        };
    }

    /// <summary>The first thing wrong with it and the field it stands in.</summary>
    public (string Field, string Message)? Mistake(CheckoutTerms terms, PayTexts texts, DateTimeOffset now)
    {
        if (!Email.Contains('@', StringComparison.Ordinal))
        {
            return ("email", texts.Required);
        }

        if (terms.AskPhone && Phone.Length == 0)
        {
            return ("phone", texts.Required);
        }

        if (terms.ShippingCountries.Count > 0 && Line1.Length == 0)
        {
            return ("line1", texts.Required);
        }

        if (terms.ShippingCountries.Count > 0 && !terms.ShippingCountries.Contains(Country, StringComparer.Ordinal))
        {
            return ("country", texts.Required);
        }

        if (Name.Length == 0)
        {
            return ("name", texts.Required);
        }

        return Card.Mistake(now) is var (field, message) ? (field, texts.Mistake(field, message)) : null;
    }

    public Buyer ToBuyer(CheckoutTerms terms) => new()
    {
        Email = Email,
        Name = Name,
        Phone = terms.AskPhone ? Phone : null,
        Line1 = terms.ShippingCountries.Count > 0 ? Line1 : null,
        City = terms.ShippingCountries.Count > 0 ? City : null,
        PostalCode = terms.ShippingCountries.Count > 0 ? PostalCode : null,
        Country = terms.ShippingCountries.Count > 0 ? Country : null,
    };
}
