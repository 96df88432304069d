using System.Globalization;
using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Reads <c>shipping_options</c>. The first is the one that is charged, as it is until the buyer picks another.</summary>
internal sealed class ReadShipping(Parameters parameters)
{
    public ShippingRate? Read()
    {
        var indexes = parameters.Indexes("shipping_options");
        if (indexes.Count > 5)
        {
            parameters.Complain(StripeError.Bad("A Checkout Session can have up to 5 shipping options.", param: "shipping_options"));
        }

        var rates = indexes.Select(index => ReadRate(index.ToString(CultureInfo.InvariantCulture))).ToList();
        return rates.FirstOrDefault();
    }

    private ShippingRate ReadRate(string index)
    {
        var option = $"shipping_options[{index}]";
        var at = option + "[shipping_rate_data]";
        parameters.Allow(at + "[delivery_estimate]", at + "[metadata]", at + "[tax_behavior]", at + "[tax_code]", at + "[type]", at + "[fixed_amount][currency]");
        if (parameters.Text(option + "[shipping_rate]") is { } saved)
        {
            parameters.Complain(StripeError.NoSuch("shipping rate", saved, option + "[shipping_rate]"));
            return new ShippingRate(saved, saved, 0);
        }

        var amount = parameters.Integer(at + "[fixed_amount][amount]") ?? 0;
        if (amount < 0)
        {
            parameters.Complain(StripeError.Bad("Invalid non-negative integer", "parameter_invalid_integer", at + "[fixed_amount][amount]"));
        }

        return new ShippingRate(Ids.New("shr_"), parameters.Required(at + "[display_name]", 100), amount);
    }
}
