using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Gives money back, up to what is left of the charge.</summary>
internal sealed class RefundPayment(Books books, Events events, TimeProvider clock)
{
    public Answer From(StripeCall call)
    {
        var parameters = call.Parameters;
        var paymentIntent = parameters.Text("payment_intent");
        var chargeId = parameters.Text("charge");
        var amount = parameters.Integer("amount");
        var reason = parameters.Choice("reason", "duplicate", "fraudulent", "requested_by_customer");
        var metadata = parameters.Metadata("metadata");
        parameters.Allow("expand", "refund_application_fee", "reverse_transfer", "instructions_email", "currency", "origin");
        if (amount is < 1)
        {
            parameters.Complain(StripeError.Bad("Invalid positive integer", "parameter_invalid_integer", "amount"));
        }

        if (paymentIntent is null && chargeId is null)
        {
            parameters.Complain(StripeError.Bad("One of the following params should be provided for this request: payment_intent or charge."));
        }

        if (parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        return books.Change(() =>
        {
            var (charge, wrong) = Find(call.Account.Id, paymentIntent, chargeId);
            if (wrong is not null)
            {
                return Answer.Invalid(wrong);
            }

            if (Objection(charge!, amount) is { } objection)
            {
                return Answer.Refused(objection);
            }

            var refund = Write(charge!, amount, reason, metadata);
            Announce(call, refund);
            return Answer.Ok(refund.ToJson());
        });
    }

    /// <summary>A refund that the bank sent back: the money is the merchant's again. Null when there is none to fail.</summary>
    public Refund? Fail(string refundId) => books.Change(() =>
    {
        if (books.Refunds.Find(refundId) is not { Status: RefundStatus.Succeeded } refund)
        {
            return null;
        }

        var failed = refund with { Status = RefundStatus.Failed };
        books.Refunds.Put(failed);
        var charge = books.Charges.Find(refund.ChargeId)!;
        books.Charges.Put(charge with { AmountRefunded = charge.AmountRefunded - refund.Amount });
        var (account, lane) = Owner(failed);
        events.Publish(account, "refund.updated", failed.ToJson(), lane, Origin.None);
        events.Publish(account, "refund.failed", failed.ToJson(), lane, Origin.None);
        return failed;
    });

    private (Charge? Charge, StripeError? Wrong) Find(string accountId, string? paymentIntent, string? chargeId)
    {
        if (paymentIntent is null)
        {
            return books.Charges.Find(chargeId!) is { } named && named.AccountId.Equals(accountId, StringComparison.Ordinal)
                ? (named, null)
                : (null, StripeError.NotFound("charge", chargeId!, "charge"));
        }

        if (books.Intents.Find(paymentIntent) is not { } intent || !intent.AccountId.Equals(accountId, StringComparison.Ordinal))
        {
            return (null, StripeError.NotFound("payment_intent", paymentIntent, "payment_intent"));
        }

        return intent.Status is IntentStatus.Succeeded
            ? (books.LatestCharge(intent), null)
            : (null, StripeError.Bad($"This PaymentIntent ({intent.Id}) does not have a successful charge to refund.", "payment_intent_unexpected_state"));
    }

    private static StripeError? Objection(Charge charge, long? amount)
    {
        if (charge.Disputed)
        {
            return StripeError.Bad($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed") with { Charge = charge.Id };
        }

        if (charge.AmountRefunded == charge.Amount)
        {
            return StripeError.Bad($"Charge {charge.Id} has already been refunded.", "charge_already_refunded") with { Charge = charge.Id };
        }

        var left = charge.Amount - charge.AmountRefunded;
        if (amount is not { } wanted || wanted <= left)
        {
            return null;
        }

        var against = charge.AmountRefunded == 0 ? "charge amount" : "unrefunded amount on charge";
        var message = $"Refund amount ({Currency.Format(wanted, charge.Currency)}) is greater than {against} ({Currency.Format(left, charge.Currency)})";
        return StripeError.Bad(message, param: "amount") with { Charge = charge.Id };
    }

    private Refund Write(Charge charge, long? amount, string? reason, IReadOnlyDictionary<string, string> metadata)
    {
        var refund = new Refund
        {
            Id = Ids.New("re_3"),
            AccountId = charge.AccountId,
            ChargeId = charge.Id,
            PaymentIntentId = charge.PaymentIntentId,
            Amount = amount ?? charge.Amount - charge.AmountRefunded,
            Currency = charge.Currency,
            Created = clock.GetUtcNow(),
            Reason = reason,
            Metadata = metadata,
        };
        books.Refunds.Put(refund);
        books.Charges.Put(charge with { AmountRefunded = charge.AmountRefunded + refund.Amount });
        return refund;
    }

    private void Announce(StripeCall call, Refund refund)
    {
        var (account, lane) = Owner(refund);
        events.Publish(account, "charge.refunded", books.Charges.Find(refund.ChargeId)!.ToJson(), lane, call.Origin);
        events.Publish(account, "refund.created", refund.ToJson(), lane, call.Origin);
        events.Publish(account, "refund.updated", refund.ToJson(), lane, call.Origin);
    }

    private (Account Account, string Lane) Owner(Refund refund) =>
        (books.Accounts.Find(refund.AccountId)!, books.Intents.Find(refund.PaymentIntentId)?.SessionId ?? refund.Id);
}
