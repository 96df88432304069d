using System.Globalization;
using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Reads what is to be paid for in a checkout session.</summary>
internal sealed class ReadLineItems(Parameters parameters, DateTimeOffset now, bool livemode)
{
    public List<LineItem> Read()
    {
        var indexes = parameters.Indexes("line_items");
        if (indexes.Count == 0)
        {
            parameters.Complain(StripeError.Missing("line_items"));
        }

        if (indexes.Count > 100)
        {
            parameters.Complain(StripeError.Bad($"Arrays are limited to 100 items; `line_items` has {indexes.Count}.", param: "line_items"));
        }

        return [.. indexes.Select(index => ReadLine("line_items[" + index.ToString(CultureInfo.InvariantCulture) + "]"))];
    }

    private LineItem ReadLine(string at)
    {
        var price = at + "[price_data]";
        parameters.Allow(at + "[adjustable_quantity]", at + "[tax_rates]", at + "[dynamic_tax_rates]", at + "[metadata]",
            price + "[tax_behavior]", price + "[product_data][metadata]", price + "[product_data][tax_code]");
        if (parameters.Text(at + "[price]") is { } saved)
        {
            parameters.Complain(StripeError.NoSuch("price", saved, at + "[price]"));
        }
        else if (!parameters.Has(price))
        {
            parameters.Complain(StripeError.Missing(at + "[price_data]"));
        }

        return new LineItem
        {
            Id = Ids.New("li_"),
            PriceId = Ids.New("price_"),
            ProductId = Ids.New("prod_", 14),
            Name = parameters.Required(price + "[product_data][name]"),
            Description = parameters.Text(price + "[product_data][description]", 40_000),
            Images = parameters.Texts(price + "[product_data][images]"),
            Currency = ReadCurrency(price + "[currency]"),
            UnitAmount = ReadAmount(price + "[unit_amount]"),
            Quantity = ReadQuantity(at + "[quantity]"),
            Created = now,
            Livemode = livemode,
        };
    }

    private string ReadCurrency(string name)
    {
        var currency = parameters.Required(name).ToLowerInvariant();
        if (currency.Length > 0 && !Currency.IsKnown(currency))
        {
            parameters.Complain(StripeError.Bad($"Invalid currency: {currency}. It is not one of the currencies Stripe supports.", param: name));
        }

        return currency;
    }

    private long ReadAmount(string name)
    {
        if (parameters.Integer(name) is not { } amount)
        {
            parameters.Complain(StripeError.Missing(name));
            return 0;
        }

        if (amount < 0)
        {
            parameters.Complain(StripeError.Bad("Invalid non-negative integer", "parameter_invalid_integer", name));
        }

        if (amount > 99_999_999)
        {
            parameters.Complain(StripeError.Bad("Amount must be no more than 99999999", "amount_too_large", name));
        }

        return amount;
    }

    private long ReadQuantity(string name)
    {
        if (parameters.Integer(name) is not { } quantity)
        {
            parameters.Complain(StripeError.Missing(name));
            return 1;
        }

        if (quantity is < 1 or > 999_999)
        {
            parameters.Complain(StripeError.Bad("Quantity must be an integer from 1 to 999999", "parameter_invalid_integer", name));
        }

        return Math.Clamp(quantity, 1, 999_999);
    }
}
