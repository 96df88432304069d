using System.Text.Json.Nodes;

namespace ChatCommerce.Sandbox.Stripe.Objects;

/// <summary>Refunds and disputes as the API and its events show them.</summary>
internal static class RefundJson
{
    public static JsonObject ToJson(this Refund refund)
    {
        var json = new JsonObject
        {
            ["id"] = refund.Id,
            ["object"] = "refund",
            ["amount"] = refund.Amount,
            ["balance_transaction"] = "txn_" + refund.Id[3..],
            ["charge"] = refund.ChargeId,
            ["created"] = refund.Created.ToUnixTimeSeconds(),
            ["currency"] = refund.Currency,
            ["destination_details"] = new JsonObject { ["type"] = "card" },
            ["metadata"] = JsonShapes.Map(refund.Metadata),
            ["payment_intent"] = refund.PaymentIntentId,
            ["reason"] = refund.Reason,
            ["receipt_number"] = null,
            ["source_transfer_reversal"] = null,
            ["status"] = refund.Status is RefundStatus.Failed ? "failed" : "succeeded",
            ["transfer_reversal"] = null,
        };
        if (refund.Status is RefundStatus.Failed)
        {
            json["failure_reason"] = "lost_or_stolen_card";
        }

        return json;
    }

    public static JsonObject ToJson(this Dispute dispute) => new()
    {
        ["id"] = dispute.Id,
        ["object"] = "dispute",
        ["amount"] = dispute.Amount,
        ["balance_transactions"] = new JsonArray(),
        ["charge"] = dispute.ChargeId,
        ["created"] = dispute.Created.ToUnixTimeSeconds(),
        ["currency"] = dispute.Currency,
        ["evidence"] = new JsonObject(),
        ["evidence_details"] = new JsonObject
        {
            ["due_by"] = dispute.Created.AddDays(7).ToUnixTimeSeconds(),
            ["has_evidence"] = false,
            ["past_due"] = false,
            ["submission_count"] = 0,
        },
        ["is_charge_refundable"] = false,
        ["livemode"] = dispute.Livemode,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = dispute.PaymentIntentId,
        ["reason"] = dispute.Reason,
        ["status"] = dispute.Status,
    };
}
