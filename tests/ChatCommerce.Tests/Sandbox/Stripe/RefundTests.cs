using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class RefundTests : SandboxTest
{
    [Fact]
    public async Task A_part_can_be_given_back_and_then_the_rest()
    {
        var intent = await PaidIntent();

        var part = await Post("/v1/refunds", new()
        {
            ["payment_intent"] = intent,
            ["amount"] = "4500",
            ["reason"] = "requested_by_customer",
            ["metadata[order_id]"] = "ord_91",
        });
        var rest = await Post("/v1/refunds", new() { ["payment_intent"] = intent });

        part.Number("amount").Should().Be(4500);
        part.Text("status").Should().Be("succeeded");
        part.Text("metadata.order_id").Should().Be("ord_91");
        rest.Number("amount").Should().Be(4500);
        (await Get($"/v1/refunds?payment_intent={intent}")).At("data").GetArrayLength().Should().Be(2);
        (await Get($"/v1/refunds/{part.Text("id")}")).Text("payment_intent").Should().Be(intent);
    }

    [Fact]
    public async Task A_refund_is_told_with_the_call_that_caused_it()
    {
        var intent = await PaidIntent();
        var refund = await Post("/v1/refunds", new() { ["payment_intent"] = intent, ["amount"] = "1000" }, "refund:ord_91:1");

        var charge = await Receiver.Next("charge.refunded");
        var created = await Receiver.Next("refund.created");
        var updated = await Receiver.Next("refund.updated");

        charge.Subject.GetProperty("amount_refunded").GetInt64().Should().Be(1000);
        charge.Subject.GetProperty("refunded").GetBoolean().Should().BeFalse();
        created.Subject.GetProperty("id").GetString().Should().Be(refund.Text("id"));
        updated.Json.GetProperty("request").GetProperty("idempotency_key").GetString().Should().Be("refund:ord_91:1");
        updated.Json.GetProperty("request").GetProperty("id").GetString().Should().Be(refund.Header("Request-Id"));
    }

    [Fact]
    public async Task More_than_was_paid_is_refused()
    {
        var reply = await Post("/v1/refunds", new() { ["payment_intent"] = await PaidIntent(), ["amount"] = "9001" });

        reply.Status.Should().Be(400);
        reply.Error("message").Should().Be("Refund amount ($90.01) is greater than charge amount ($90.00)");
    }

    [Fact]
    public async Task More_than_is_left_is_refused()
    {
        var intent = await PaidIntent();
        await Post("/v1/refunds", new() { ["payment_intent"] = intent, ["amount"] = "8000" });

        var reply = await Post("/v1/refunds", new() { ["payment_intent"] = intent, ["amount"] = "1001" });

        reply.Error("message").Should().Be("Refund amount ($10.01) is greater than unrefunded amount on charge ($10.00)");
    }

    [Fact]
    public async Task What_is_given_back_cannot_be_given_back_again()
    {
        var intent = await PaidIntent();
        await Post("/v1/refunds", new() { ["payment_intent"] = intent });

        var reply = await Post("/v1/refunds", new() { ["payment_intent"] = intent });

        reply.Status.Should().Be(400);
        reply.ErrorCode.Should().Be("charge_already_refunded");
    }

    [Fact]
    public async Task Twenty_refunds_at_once_give_the_money_back_once()
    {
        var intent = await PaidIntent();

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post("/v1/refunds", new() { ["payment_intent"] = intent })));

        replies.Count(reply => reply.Status == 200).Should().Be(1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    public async Task An_amount_must_be_a_positive_integer(string amount)
    {
        var reply = await Post("/v1/refunds", new() { ["payment_intent"] = await PaidIntent(), ["amount"] = amount });

        reply.ErrorCode.Should().Be("parameter_invalid_integer");
        reply.ErrorParam.Should().Be("amount");
    }

    [Fact]
    public async Task An_unpaid_payment_has_nothing_to_refund()
    {
        var id = await OpenSession();
        var declined = await Control($"/stripe/sessions/{id}/decline");

        var reply = await Post("/v1/refunds", new() { ["payment_intent"] = declined.Text("paymentIntent") });

        reply.Status.Should().Be(400);
    }

    [Fact]
    public async Task A_refund_that_the_bank_sends_back_is_told_and_can_be_made_again()
    {
        var intent = await PaidIntent();
        var refund = await Post("/v1/refunds", new() { ["payment_intent"] = intent });

        await Control($"/stripe/refunds/{refund.Text("id")}/fail");

        (await Receiver.Next("refund.failed")).Subject.GetProperty("status").GetString().Should().Be("failed");
        (await Post("/v1/refunds", new() { ["payment_intent"] = intent })).Status.Should().Be(200);
    }
}
