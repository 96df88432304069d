using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class PaymentTests : SandboxTest
{
    [Fact]
    public async Task Paying_completes_the_session_and_tells_the_shop_in_order()
    {
        var id = await OpenSession();

        var paid = await Control($"/stripe/sessions/{id}/pay");

        paid.Text("redirect").Should().Be($"https://shop.example/ok?s={id}");
        var events = await Receiver.Next(4);
        events.Select(received => received.Type).Should().Equal(
            "payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed");
        var completed = events[3];
        completed.Json.GetProperty("api_version").GetString().Should().Be("2026-07-29.dahlia");
        completed.Json.GetProperty("livemode").GetBoolean().Should().BeFalse();
        completed.Json.TryGetProperty("account", out _).Should().BeFalse("only events of connected accounts name one");
        completed.Subject.GetProperty("payment_status").GetString().Should().Be("paid");
        completed.Subject.GetProperty("amount_total").GetInt64().Should().Be(9000);
        completed.Subject.GetProperty("customer_details").GetProperty("email").GetString().Should().Be("mina@example.com");
    }

    [Fact]
    public async Task A_declined_card_leaves_the_session_open_for_another()
    {
        var id = await OpenSession();

        var declined = await Control($"/stripe/sessions/{id}/pay", new { card = "4000 0000 0000 0002" });
        var failed = await Receiver.Next("payment_intent.payment_failed");
        var paid = await Control($"/stripe/sessions/{id}/pay");

        declined.Status.Should().Be(402);
        declined.Text("status").Should().Be("open");
        failed.Subject.GetProperty("last_payment_error").GetProperty("code").GetString().Should().Be("card_declined");
        paid.Text("paymentIntent").Should().Be(failed.Subject.GetProperty("id").GetString());
        (await Receiver.Next("checkout.session.completed")).Subject.GetProperty("id").GetString().Should().Be(id);
    }

    [Fact]
    public async Task A_session_is_paid_once_however_many_try_at_once()
    {
        var id = await OpenSession();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Control($"/stripe/sessions/{id}/pay")));

        answers.Count(answer => answer.Status == 200).Should().Be(1);
        answers.Count(answer => answer.Status == 409).Should().Be(19);
        using var ledger = System.Text.Json.JsonDocument.Parse(await Http.GetStringAsync("/sandbox/stripe/ledger"));
        ledger.RootElement.GetProperty("totals")[0].GetProperty("captured").GetInt64().Should().Be(9000);
    }

    [Theory]
    [InlineData("async-succeed", "checkout.session.async_payment_succeeded", "paid")]
    [InlineData("async-fail", "checkout.session.async_payment_failed", "unpaid")]
    public async Task Money_that_comes_later_is_told_later(string how, string type, string paymentStatus)
    {
        var id = await OpenSession();

        await Control($"/stripe/sessions/{id}/async-pending");
        var completed = await Receiver.Next("checkout.session.completed");
        await Control($"/stripe/sessions/{id}/{how}");
        var settled = await Receiver.Next(type);

        completed.Subject.GetProperty("payment_status").GetString().Should().Be("unpaid");
        completed.Subject.GetProperty("status").GetString().Should().Be("complete");
        settled.Subject.GetProperty("payment_status").GetString().Should().Be(paymentStatus);
    }

    [Fact]
    public async Task An_event_says_something_else_when_told_to_and_nothing_else_changes()
    {
        var id = await OpenSession();

        await Control("/stripe/events", new
        {
            session = id,
            account = "acct_1SOMEBODY",
            livemode = true,
            overrides = new { amount_total = 1, currency = "krw", metadata = new { tenant = "dalbit" } },
        });

        var received = await Receiver.Next();
        received.Type.Should().Be("checkout.session.completed");
        received.Json.GetProperty("account").GetString().Should().Be("acct_1SOMEBODY");
        received.Json.GetProperty("livemode").GetBoolean().Should().BeTrue();
        received.Subject.GetProperty("amount_total").GetInt64().Should().Be(1);
        received.Subject.GetProperty("currency").GetString().Should().Be("krw");
        received.Subject.GetProperty("metadata").GetProperty("tenant").GetString().Should().Be("dalbit");
        received.Subject.GetProperty("payment_status").GetString().Should().Be("paid");
        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be("open");
    }

    [Fact]
    public async Task A_dispute_is_opened_and_closed()
    {
        var id = await OpenSession();
        await Control($"/stripe/sessions/{id}/pay");

        var opened = await Control("/stripe/disputes", new { session = id, reason = "product_not_received" });
        var created = await Receiver.Next("charge.dispute.created");
        await Control($"/stripe/disputes/{opened.Text("id")}/close", new { won = false });
        var closed = await Receiver.Next("charge.dispute.closed");

        created.Subject.GetProperty("amount").GetInt64().Should().Be(9000);
        created.Subject.GetProperty("status").GetString().Should().Be("needs_response");
        closed.Subject.GetProperty("status").GetString().Should().Be("lost");
        var intent = (await Get($"/v1/checkout/sessions/{id}")).Text("payment_intent");
        (await Post("/v1/refunds", new() { ["payment_intent"] = intent })).ErrorCode.Should().Be("charge_disputed");
    }
}
