using System.Globalization;
using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Reads what a merchant asks for when making a checkout session, and complains as Stripe does.</summary>
internal sealed class ReadTerms(Parameters parameters, DateTimeOffset now, bool livemode)
{
    /// <summary>Parameters that Stripe takes and that change nothing here.</summary>
    private static readonly string[] WithoutEffect =
    [
        "adaptive_pricing", "allow_promotion_codes", "automatic_tax", "branding_settings", "consent_collection", "custom_fields",
        "custom_text", "customer_creation", "customer_update", "excluded_payment_method_types", "expand", "invoice_creation",
        "name_collection", "origin_context", "payment_method_collection", "payment_method_configuration", "payment_method_options",
        "permissions", "redirect_on_completion", "return_url", "saved_payment_method_options", "tax_id_collection", "wallet_options",
    ];

    public CheckoutTerms Read()
    {
        parameters.Allow(WithoutEffect);
        ReadMode();
        var lines = ReadLines();
        var terms = new CheckoutTerms
        {
            Currency = lines.Count > 0 ? lines[0].Currency : "usd",
            Lines = lines,
            SuccessUrl = parameters.Url("success_url") ?? parameters.Required("success_url"),
            CancelUrl = parameters.Url("cancel_url"),
            ClientReferenceId = parameters.Text("client_reference_id", 200),
            Customer = parameters.Text("customer"),
            CustomerEmail = parameters.Text("customer_email", 800),
            Locale = parameters.Text("locale", 10),
            Metadata = parameters.Metadata("metadata"),
            PaymentMethodTypes = parameters.Texts("payment_method_types") is { Count: > 0 } types ? types : ["card"],
            ShippingCountries = parameters.Texts("shipping_address_collection[allowed_countries]"),
            Shipping = ReadShipping(),
            AskPhone = parameters.Flag("phone_number_collection[enabled]") ?? false,
            RecoverAfterExpiry = parameters.Flag("after_expiration[recovery][enabled]") ?? false,
            SubmitType = parameters.Choice("submit_type", "auto", "book", "donate", "pay", "subscribe"),
            BillingAddress = parameters.Choice("billing_address_collection", "auto", "required"),
            Payment = ReadPayment(),
        };
        parameters.Allow("after_expiration[recovery][allow_promotion_codes]");
        CheckTotals(terms);
        return terms;
    }

    public DateTimeOffset ReadExpiry()
    {
        if (parameters.Integer("expires_at") is not { } seconds) return now.AddHours(24);

        const string Name = "expires_at";
        var created = now.ToUnixTimeSeconds();
        if (seconds < created + 1800)
            parameters.Complain(StripeError.Bad("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", param: Name));
        else if (seconds > created + 86400)
            parameters.Complain(StripeError.Bad("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", param: Name));
        else
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return now;
    }

    private void ReadMode()
    {
        var mode = parameters.Choice("mode", "payment", "setup", "subscription");
        if (mode is null) parameters.Complain(StripeError.Missing("mode"));
        if (mode is "setup" or "subscription")
            parameters.Complain(StripeError.Bad($"This account cannot use mode {mode}.", param: "mode"));
        if (parameters.Choice("ui_mode", "hosted", "hosted_page", "embedded", "embedded_page", "custom", "elements") is { } ui
            && !ui.StartsWith("hosted", StringComparison.Ordinal))
        {
            parameters.Complain(StripeError.Bad($"This account cannot use ui_mode {ui}.", param: "ui_mode"));
        }
    }

    private List<LineItem> ReadLines()
    {
        var indexes = parameters.Indexes("line_items");
        if (indexes.Count == 0) parameters.Complain(StripeError.Missing("line_items"));
        if (indexes.Count > 100)
            parameters.Complain(StripeError.Bad($"Arrays are limited to 100 items; `line_items` has {indexes.Count}.", param: "line_items"));
        return [.. indexes.Select(index => ReadLine("line_items[" + index.ToString(CultureInfo.InvariantCulture) + "]"))];
    }

    private LineItem ReadLine(string at)
    {
        var price = at + "[price_data]";
        parameters.Allow(at + "[adjustable_quantity]", at + "[tax_rates]", at + "[dynamic_tax_rates]", at + "[metadata]",
            price + "[tax_behavior]", price + "[product_data][metadata]", price + "[product_data][tax_code]");
        if (parameters.Text(at + "[price]") is { } saved)
            parameters.Complain(StripeError.NoSuch("price", saved, at + "[price]"));
        else if (!parameters.Has(price))
            parameters.Complain(StripeError.Missing(at + "[price_data]"));

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
            parameters.Complain(StripeError.Bad($"Invalid currency: {currency}. It is not one of the currencies Stripe supports.", param: name));
        return currency;
    }

    private long ReadAmount(string name)
    {
        if (parameters.Integer(name) is not { } amount)
        {
            parameters.Complain(StripeError.Missing(name));
            return 0;
        }

        if (amount < 0) parameters.Complain(StripeError.Bad("Invalid non-negative integer", "parameter_invalid_integer", name));
        if (amount > 99_999_999) parameters.Complain(StripeError.Bad("Amount must be no more than 99999999", "amount_too_large", name));
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
            parameters.Complain(StripeError.Bad("Quantity must be an integer from 1 to 999999", "parameter_invalid_integer", name));
        return Math.Clamp(quantity, 1, 999_999);
    }

    private ShippingRate? ReadShipping() => new ReadShipping(parameters).Read();

    private PaymentTerms ReadPayment()
    {
        const string At = "payment_intent_data";
        parameters.Allow(At + "[setup_future_usage]", At + "[shipping]", At + "[transfer_data]");
        if (parameters.Choice(At + "[capture_method]", "automatic", "automatic_async", "manual") is "manual")
            parameters.Complain(StripeError.Bad("This account cannot capture manually.", param: At + "[capture_method]"));
        return new PaymentTerms
        {
            Metadata = parameters.Metadata(At + "[metadata]"),
            Description = parameters.Text(At + "[description]", 1000),
            ApplicationFee = parameters.Integer(At + "[application_fee_amount]"),
            ReceiptEmail = parameters.Text(At + "[receipt_email]"),
            StatementDescriptor = parameters.Text(At + "[statement_descriptor]", 22),
            StatementDescriptorSuffix = parameters.Text(At + "[statement_descriptor_suffix]", 22),
            OnBehalfOf = parameters.Text(At + "[on_behalf_of]"),
            TransferGroup = parameters.Text(At + "[transfer_group]"),
        };
    }

    private void CheckTotals(CheckoutTerms terms)
    {
        var other = terms.Lines.FirstOrDefault(line => !line.Currency.Equals(terms.Currency, StringComparison.Ordinal));
        if (other is not null)
        {
            parameters.Complain(StripeError.Bad(
                $"All line items must have the same currency: {terms.Currency} and {other.Currency} were given.", param: "line_items"));
        }

        var least = Currency.Minimum(terms.Currency);
        if (terms.Total < least)
        {
            parameters.Complain(StripeError.Bad(
                $"The Checkout Session's total amount due must add up to at least {Currency.Format(least, terms.Currency)} {terms.Currency}",
                "amount_too_small"));
        }

        if (terms.Total > 99_999_999)
            parameters.Complain(StripeError.Bad("The Checkout Session's total amount must be no more than 99999999", "amount_too_large"));
    }
}
