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
        var lines = new ReadLineItems(parameters, now, livemode).Read();
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
        if (parameters.Integer("expires_at") is not { } seconds)
        {
            return now.AddHours(24);
        }

        const string Name = "expires_at";
        var created = now.ToUnixTimeSeconds();
        if (seconds < created + 1800)
        {
            parameters.Complain(StripeError.Bad("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", param: Name));
        }
        else if (seconds > created + 86400)
        {
            parameters.Complain(StripeError.Bad("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", param: Name));
        }
        else
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        }

        return now;
    }

    private void ReadMode()
    {
        var mode = parameters.Choice("mode", "payment", "setup", "subscription");
        if (mode is null)
        {
            parameters.Complain(StripeError.Missing("mode"));
        }

        if (mode is "setup" or "subscription")
        {
            parameters.Complain(StripeError.Bad($"This account cannot use mode {mode}.", param: "mode"));
        }

        if (parameters.Choice("ui_mode", "hosted", "hosted_page", "embedded", "embedded_page", "custom", "elements") is { } ui
            && !ui.StartsWith("hosted", StringComparison.Ordinal))
        {
            parameters.Complain(StripeError.Bad($"This account cannot use ui_mode {ui}.", param: "ui_mode"));
        }
    }

    private ShippingRate? ReadShipping() => new ReadShipping(parameters).Read();

    private PaymentTerms ReadPayment()
    {
        const string At = "payment_intent_data";
        parameters.Allow(At + "[setup_future_usage]", At + "[shipping]", At + "[transfer_data]");
        if (parameters.Choice(At + "[capture_method]", "automatic", "automatic_async", "manual") is "manual")
        {
            parameters.Complain(StripeError.Bad("This account cannot capture manually.", param: At + "[capture_method]"));
        }

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
        {
            parameters.Complain(StripeError.Bad("The Checkout Session's total amount must be no more than 99999999", "amount_too_large"));
        }
    }
}
