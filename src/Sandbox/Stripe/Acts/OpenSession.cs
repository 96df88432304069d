using ChatCommerce.Sandbox.Stripe.Api;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Acts;

/// <summary>Makes a checkout session.</summary>
internal sealed class OpenSession(Books books, SandboxOptions options, ExpiryAlarm alarm, TimeProvider clock)
{
    public Answer From(StripeCall call)
    {
        var now = clock.GetUtcNow();
        var read = new ReadTerms(call.Parameters, now, call.Account.Livemode);
        var terms = read.Read();
        var expiry = read.ReadExpiry();
        if (call.Parameters.Complaint is { } complaint)
        {
            return Answer.Invalid(complaint);
        }

        var id = Ids.New(call.Account.Livemode ? "cs_live_a1" : "cs_test_a1", 56);
        var session = new CheckoutSession
        {
            Id = id,
            AccountId = call.Account.Id,
            Livemode = call.Account.Livemode,
            Created = now,
            ExpiresAt = expiry,
            PayUrl = new Uri(options.PublicUrl ?? call.Host, $"{StripeModule.Root}/pay/{id}"),
            Terms = terms,
        };
        books.Change(() =>
        {
            books.Sessions.Put(session);
            return session;
        });
        alarm.Ring();
        return Answer.Ok(session.ToJson());
    }
}
