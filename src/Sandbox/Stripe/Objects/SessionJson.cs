using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>A checkout session as the API and its events show it.</summary>
internal static class SessionJson
{
    public static JsonObject ToJson(this CheckoutSession session)
    {
        var terms = session.Terms;
        var json = new JsonObject
        {
            ["id"] = session.Id,
            ["object"] = "checkout.session",
            ["adaptive_pricing"] = null,
            ["after_expiration"] = AfterExpiration(session),
            ["allow_promotion_codes"] = null,
            ["amount_subtotal"] = terms.Subtotal,
            ["amount_total"] = terms.Total,
            ["automatic_tax"] = new JsonObject { ["enabled"] = false, ["liability"] = null, ["provider"] = null, ["status"] = null },
            ["billing_address_collection"] = terms.BillingAddress,
            ["cancel_url"] = terms.CancelUrl,
            ["client_reference_id"] = terms.ClientReferenceId,
            ["client_secret"] = null,
            ["collected_information"] = Collected(session),
            ["consent"] = null,
            ["consent_collection"] = null,
            ["created"] = session.Created.ToUnixTimeSeconds(),
            ["currency"] = terms.Currency,
            ["currency_conversion"] = null,
            ["custom_fields"] = new JsonArray(),
            ["customer"] = terms.Customer,
            ["customer_creation"] = "if_required",
            ["customer_details"] = session.Buyer?.CustomerDetails() ?? KnownEmail(terms),
            ["customer_email"] = terms.CustomerEmail,
            ["discounts"] = new JsonArray(),
            ["expires_at"] = session.ExpiresAt.ToUnixTimeSeconds(),
            ["invoice"] = null,
            ["livemode"] = session.Livemode,
            ["locale"] = terms.Locale,
        };
        AddPayment(json, session);
        AddShipping(json, session);
        return json;
    }

    private static void AddPayment(JsonObject json, CheckoutSession session)
    {
        var terms = session.Terms;
        json["metadata"] = JsonShapes.Map(terms.Metadata);
        json["mode"] = "payment";
        json["payment_intent"] = session.PaymentIntentId;
        json["payment_link"] = null;
        json["payment_method_collection"] = "if_required";
        json["payment_method_options"] = new JsonObject();
        json["payment_method_types"] = JsonShapes.List(terms.PaymentMethodTypes);
        json["payment_status"] = session.Paid ? "paid" : "unpaid";
        json["phone_number_collection"] = new JsonObject { ["enabled"] = terms.AskPhone };
        json["recovered_from"] = null;
        json["setup_intent"] = null;
    }

    private static void AddShipping(JsonObject json, CheckoutSession session)
    {
        var terms = session.Terms;
        json["shipping_address_collection"] = terms.ShippingCountries.Count == 0
            ? null
            : new JsonObject { ["allowed_countries"] = JsonShapes.List(terms.ShippingCountries) };
        json["shipping_cost"] = terms.Shipping is { } rate ? ShippingCost(rate) : null;
        json["shipping_options"] = terms.Shipping is { } option
            ? new JsonArray(new JsonObject { ["shipping_amount"] = option.Amount, ["shipping_rate"] = option.Id })
            : new JsonArray();
        json["status"] = StatusName(session.Status);
        json["submit_type"] = terms.SubmitType;
        json["subscription"] = null;
        json["success_url"] = terms.SuccessUrl;
        json["total_details"] = new JsonObject
        {
            ["amount_discount"] = 0,
            ["amount_shipping"] = terms.Shipping?.Amount ?? 0,
            ["amount_tax"] = 0,
        };
        json["ui_mode"] = "hosted_page";
        // Stripe takes the address away with the last way to pay.
        json["url"] = session.Status is SessionStatus.Open ? session.PayUrl.ToString() : null;
    }

    public static string StatusName(SessionStatus status) => status switch
    {
        SessionStatus.Open => "open",
        SessionStatus.Complete => "complete",
        SessionStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static JsonObject ShippingCost(ShippingRate rate) => new()
    {
        ["amount_subtotal"] = rate.Amount,
        ["amount_tax"] = 0,
        ["amount_total"] = rate.Amount,
        ["shipping_rate"] = rate.Id,
    };

    private static JsonObject? AfterExpiration(CheckoutSession session)
    {
        if (!session.Terms.RecoverAfterExpiry)
        {
            return null;
        }

        var expired = session.Status is SessionStatus.Expired;
        return new JsonObject
        {
            ["recovery"] = new JsonObject
            {
                ["allow_promotion_codes"] = false,
                ["enabled"] = true,
                ["expires_at"] = expired ? session.ExpiresAt.AddDays(30).ToUnixTimeSeconds() : null,
                ["url"] = expired ? new Uri(session.PayUrl, "recover/" + session.Id).ToString() : null,
            },
        };
    }

    private static JsonObject? Collected(CheckoutSession session) =>
        session is { Buyer: { } buyer, Terms.ShippingCountries.Count: > 0 }
            ? new JsonObject { ["shipping_details"] = buyer.ShippingDetails() }
            : null;

    private static JsonObject? KnownEmail(CheckoutTerms terms) =>
        terms.CustomerEmail is { } email ? new Buyer { Email = email }.CustomerDetails() : null;
}
