using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Takes the money of a payment, or fails to. Called inside <see cref="Books.Change{T}"/>.</summary>
internal sealed class Charges(Books books, Events events, TimeProvider clock)
{
    public void Collect(Account account, PaymentIntent intent, Card card, Buyer buyer)
    {
        var charge = Write(intent, card, buyer, null);
        var paid = intent with
        {
            Status = IntentStatus.Succeeded,
            LatestChargeId = charge.Id,
            PaymentMethodId = charge.PaymentMethodId,
            LastDecline = null,
        };
        books.Intents.Put(paid);
        events.Publish(account, "charge.succeeded", charge.ToJson(), intent.SessionId, Origin.None);
        events.Publish(account, "payment_intent.succeeded", paid.ToJson(), intent.SessionId, Origin.None);
    }

    public void Decline(Account account, PaymentIntent intent, CardForm card, Buyer buyer, Decline why)
    {
        var charge = Write(intent, card.ToCard(), buyer, why);
        var failed = intent with
        {
            Status = IntentStatus.RequiresPaymentMethod,
            LatestChargeId = charge.Id,
            LastDecline = why,
        };
        books.Intents.Put(failed);
        events.Publish(account, "charge.failed", charge.ToJson(), intent.SessionId, Origin.None);
        events.Publish(account, "payment_intent.payment_failed", failed.ToJson(), intent.SessionId, Origin.None);
    }

    private Charge Write(PaymentIntent intent, Card card, Buyer buyer, Decline? decline)
    {
        var charge = new Charge
        {
            Id = Ids.New("ch_3"),
            AccountId = intent.AccountId,
            PaymentIntentId = intent.Id,
            Amount = intent.Amount,
            Currency = intent.Currency,
            Livemode = intent.Livemode,
            Created = clock.GetUtcNow(),
            Status = decline is null ? ChargeStatus.Succeeded : ChargeStatus.Failed,
            Card = card,
            PaymentMethodId = Ids.New("pm_1"),
            Terms = intent.Terms,
            Buyer = buyer,
            Decline = decline,
        };
        books.Charges.Put(charge);
        return charge;
    }
}
