using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>Payment intents and charges as the API and its events show them.</summary>
internal static class PaymentJson
{
    public static JsonObject ToJson(this PaymentIntent intent) => new()
    {
        ["id"] = intent.Id,
        ["object"] = "payment_intent",
        ["amount"] = intent.Amount,
        ["amount_capturable"] = 0,
        ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
        ["amount_received"] = intent.Status is IntentStatus.Succeeded ? intent.Amount : 0,
        ["application"] = null,
        ["application_fee_amount"] = intent.Terms.ApplicationFee,
        ["automatic_payment_methods"] = null,
        ["canceled_at"] = null,
        ["cancellation_reason"] = null,
        ["capture_method"] = "automatic_async",
        ["client_secret"] = intent.ClientSecret,
        ["confirmation_method"] = "automatic",
        ["created"] = intent.Created.ToUnixTimeSeconds(),
        ["currency"] = intent.Currency,
        ["customer"] = null,
        ["description"] = intent.Terms.Description,
        ["last_payment_error"] = intent.LastDecline?.ToJson(),
        ["latest_charge"] = intent.LatestChargeId,
        ["livemode"] = intent.Livemode,
        ["metadata"] = JsonShapes.Map(intent.Terms.Metadata),
        ["next_action"] = null,
        ["on_behalf_of"] = intent.Terms.OnBehalfOf,
        ["payment_method"] = intent.PaymentMethodId,
        ["payment_method_options"] = new JsonObject(),
        ["payment_method_types"] = JsonShapes.List(intent.PaymentMethodTypes),
        ["processing"] = null,
        ["receipt_email"] = intent.Terms.ReceiptEmail,
        ["review"] = null,
        ["setup_future_usage"] = null,
        ["shipping"] = null,
        ["statement_descriptor"] = intent.Terms.StatementDescriptor,
        ["statement_descriptor_suffix"] = intent.Terms.StatementDescriptorSuffix,
        ["status"] = StatusName(intent.Status),
        ["transfer_data"] = null,
        ["transfer_group"] = intent.Terms.TransferGroup,
    };

    public static JsonObject ToJson(this Charge charge)
    {
        var succeeded = charge.Status is ChargeStatus.Succeeded;
        return new JsonObject
        {
            ["id"] = charge.Id,
            ["object"] = "charge",
            ["amount"] = charge.Amount,
            ["amount_captured"] = succeeded ? charge.Amount : 0,
            ["amount_refunded"] = charge.AmountRefunded,
            ["application"] = null,
            ["application_fee"] = null,
            ["application_fee_amount"] = charge.Terms.ApplicationFee,
            ["balance_transaction"] = succeeded ? "txn_" + charge.Id[3..] : null,
            ["billing_details"] = charge.Buyer.BillingDetails(),
            ["calculated_statement_descriptor"] = charge.Terms.StatementDescriptor,
            ["captured"] = succeeded,
            ["created"] = charge.Created.ToUnixTimeSeconds(),
            ["currency"] = charge.Currency,
            ["customer"] = null,
            ["description"] = charge.Terms.Description,
            ["disputed"] = charge.Disputed,
            ["failure_code"] = charge.Decline?.Code,
            ["failure_message"] = charge.Decline?.Message,
            ["fraud_details"] = new JsonObject(),
            ["livemode"] = charge.Livemode,
            ["metadata"] = JsonShapes.Map(charge.Terms.Metadata),
            ["on_behalf_of"] = charge.Terms.OnBehalfOf,
            ["outcome"] = Outcome(charge),
            ["paid"] = succeeded,
            ["payment_intent"] = charge.PaymentIntentId,
            ["payment_method"] = charge.PaymentMethodId,
            ["payment_method_details"] = Method(charge.Card),
            ["receipt_email"] = charge.Terms.ReceiptEmail,
            ["receipt_number"] = null,
            ["receipt_url"] = null,
            ["refunded"] = charge.AmountRefunded == charge.Amount,
            ["review"] = null,
            ["shipping"] = null,
            ["status"] = succeeded ? "succeeded" : "failed",
            ["transfer_group"] = charge.Terms.TransferGroup,
        };
    }

    public static JsonObject ToJson(this Decline decline) => new()
    {
        ["type"] = "card_error",
        ["code"] = decline.Code,
        ["decline_code"] = decline.DeclineCode,
        ["message"] = decline.Message,
    };

    private static string StatusName(IntentStatus status) => status switch
    {
        IntentStatus.RequiresPaymentMethod => "requires_payment_method",
        IntentStatus.Processing => "processing",
        IntentStatus.Succeeded => "succeeded",
        IntentStatus.Canceled => "canceled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    private static JsonObject Outcome(Charge charge) => new()
    {
        ["network_status"] = charge.Decline is null ? "approved_by_network" : "declined_by_network",
        ["reason"] = charge.Decline?.DeclineCode,
        ["risk_level"] = "normal",
        ["seller_message"] = charge.Decline is null ? "Payment complete." : "The bank did not approve it.",
        ["type"] = charge.Decline is null ? "authorized" : "issuer_declined",
    };

    private static JsonObject Method(Card card) => new()
    {
        ["card"] = new JsonObject
        {
            ["brand"] = card.Brand,
            ["country"] = "US",
            ["exp_month"] = card.ExpMonth,
            ["exp_year"] = card.ExpYear,
            ["funding"] = "credit",
            ["last4"] = card.Last4,
            ["network"] = card.Brand,
            ["wallet"] = null,
        },
        ["type"] = "card",
    };
}
