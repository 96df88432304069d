using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>A buyer goes to the bank, and the bank decides.</summary>
internal sealed class DisputeCharge(Books books, Events events, TimeProvider clock)
{
    /// <summary>Null when the session was not paid or is disputed already.</summary>
    public Dispute? Open(string sessionId, long? amount, string? reason) => books.Change(() =>
    {
        if (books.Sessions.Find(sessionId) is not { Paid: true, PaymentIntentId: { } intentId } session)
        {
            return null;
        }

        if (books.LatestCharge(books.Intents.Find(intentId)!) is not { Disputed: false } charge)
        {
            return null;
        }

        var dispute = new Dispute
        {
            Id = Ids.New("dp_1"),
            AccountId = session.AccountId,
            ChargeId = charge.Id,
            PaymentIntentId = intentId,
            Amount = amount ?? charge.Amount - charge.AmountRefunded,
            Currency = charge.Currency,
            Livemode = session.Livemode,
            Created = clock.GetUtcNow(),
            Reason = reason ?? "fraudulent",
            Status = "needs_response",
        };
        books.Disputes.Put(dispute);
        books.Charges.Put(charge with { Disputed = true });
        Publish("charge.dispute.created", dispute, session.Id);
        return dispute;
    });

    /// <summary>Null when there is no such open dispute.</summary>
    public Dispute? Close(string disputeId, bool won) => books.Change(() =>
    {
        if (books.Disputes.Find(disputeId) is not { Status: "needs_response" } dispute)
        {
            return null;
        }

        var closed = dispute with { Status = won ? "won" : "lost" };
        books.Disputes.Put(closed);
        if (won && books.Charges.Find(dispute.ChargeId) is { } charge)
        {
            books.Charges.Put(charge with { Disputed = false });
        }

        Publish("charge.dispute.closed", closed, books.Intents.Find(dispute.PaymentIntentId)!.SessionId);
        return closed;
    });

    private void Publish(string type, Dispute dispute, string lane) =>
        events.Publish(books.Accounts.Find(dispute.AccountId)!, type, dispute.ToJson(), lane, Origin.None);
}
