using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>How an attempt to pay ended.</summary>
internal sealed record PayOutcome(CheckoutSession Session, Decline? Decline = null, bool WasOpen = true)
{
    public bool Paid => WasOpen && Decline is null;
}

/// <summary>Pays an open session: by card at once, or by a method that settles later.</summary>
internal sealed class PaySession(Books books, Events events, ExpireSession expire, Charges charges, TimeProvider clock)
{
    public PayOutcome? ByCard(string sessionId, CardForm card, Buyer buyer) => books.Change(() =>
    {
        if (expire.Find(sessionId) is not { } session)
        {
            return null;
        }

        if (session.Status is not SessionStatus.Open)
        {
            return new PayOutcome(session, WasOpen: false);
        }

        var account = books.Accounts.Find(session.AccountId)!;
        var intent = StartPayment(session, account);
        if (card.BankSays() is { } decline)
        {
            charges.Decline(account, intent, card, buyer, decline);
            return new PayOutcome(books.Sessions.Find(sessionId)!, decline);
        }

        charges.Collect(account, intent, card.ToCard(), buyer);
        return new PayOutcome(Complete(session, account, intent, buyer, paid: true));
    });

    /// <summary>The buyer is done, the money is not there yet.</summary>
    public PayOutcome? Later(string sessionId, Buyer buyer) => books.Change(() =>
    {
        if (expire.Find(sessionId) is not { } session)
        {
            return null;
        }

        if (session.Status is not SessionStatus.Open)
        {
            return new PayOutcome(session, WasOpen: false);
        }

        var account = books.Accounts.Find(session.AccountId)!;
        var intent = StartPayment(session, account) with { Status = IntentStatus.Processing };
        books.Intents.Put(intent);
        events.Publish(account, "payment_intent.processing", intent.ToJson(), session.Id, Origin.None);
        return new PayOutcome(Complete(session, account, intent, buyer, paid: false));
    });

    /// <summary>The money arrives, or it turns out that it never will. Null when nothing was pending.</summary>
    public CheckoutSession? Settle(string sessionId, bool arrives) => books.Change(() =>
    {
        if (books.Sessions.Find(sessionId) is not { Status: SessionStatus.Complete, Paid: false } session)
        {
            return null;
        }

        if (books.Intents.Find(session.PaymentIntentId!) is not { Status: IntentStatus.Processing } intent)
        {
            return null;
        }

        var account = books.Accounts.Find(session.AccountId)!;
        var buyer = session.Buyer ?? new Buyer();
        var card = CardForm.Working(clock.GetUtcNow());
        if (arrives)
        {
            charges.Collect(account, intent, card.ToCard(), buyer);
        }
        else
        {
            charges.Decline(account, intent, card, buyer, new Decline("payment_intent_payment_attempt_failed", null, "The payment failed."));
        }

        var settled = session with { Paid = arrives };
        books.Sessions.Put(settled);
        var type = arrives ? "checkout.session.async_payment_succeeded" : "checkout.session.async_payment_failed";
        events.Publish(account, type, settled.ToJson(), session.Id, Origin.None);
        return settled;
    });

    private CheckoutSession Complete(CheckoutSession session, Account account, PaymentIntent intent, Buyer buyer, bool paid)
    {
        var complete = session with
        {
            Status = SessionStatus.Complete,
            Paid = paid,
            PaymentIntentId = intent.Id,
            Buyer = buyer with { Email = buyer.Email ?? session.Terms.CustomerEmail },
        };
        books.Sessions.Put(complete);
        events.Publish(account, "checkout.session.completed", complete.ToJson(), session.Id, Origin.None);
        return complete;
    }

    /// <summary>A session has no payment until somebody tries to pay; a second try uses the same.</summary>
    private PaymentIntent StartPayment(CheckoutSession session, Account account)
    {
        if (session.PaymentIntentId is { } known && books.Intents.Find(known) is { } started)
        {
            return started;
        }

        var id = Ids.New("pi_3");
        var intent = new PaymentIntent
        {
            Id = id,
            AccountId = session.AccountId,
            SessionId = session.Id,
            ClientSecret = Ids.New(id + "_secret_"),
            Amount = session.Terms.Total,
            Currency = session.Terms.Currency,
            Livemode = session.Livemode,
            Created = clock.GetUtcNow(),
            Terms = session.Terms.Payment,
            PaymentMethodTypes = session.Terms.PaymentMethodTypes,
        };
        books.Intents.Put(intent);
        books.Sessions.Put(session with { PaymentIntentId = id });
        events.Publish(account, "payment_intent.created", intent.ToJson(), session.Id, Origin.None);
        return intent;
    }
}
