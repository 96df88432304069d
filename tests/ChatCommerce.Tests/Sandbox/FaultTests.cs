using System.Diagnostics;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

public sealed class FaultTests : SandboxTest
{
    private const string Completed = "checkout.session.completed";

    [Fact]
    public async Task A_duplicate_is_the_same_event_again()
    {
        await Control("/faults", new { kind = "duplicate", match = Completed, copies = 20 });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        var received = await Receiver.Next(23);

        received.Count(webhook => webhook.Type == Completed).Should().Be(20);
        received.Where(webhook => webhook.Type == Completed).Select(webhook => webhook.Body).Distinct().Should().HaveCount(1);
    }

    [Fact]
    public async Task A_dropped_event_is_written_down_and_never_sent()
    {
        await Control("/faults", new { kind = "drop", match = Completed, times = 1 });
        var lost = await OpenSession();
        await Control($"/stripe/sessions/{lost}/pay");
        var told = await OpenSession();
        await Control($"/stripe/sessions/{told}/pay");

        (await Receiver.Next(Completed)).Subject.GetProperty("id").GetString().Should().Be(told);
        (await Get($"/v1/events?type={Completed}")).At("data").GetArrayLength().Should().Be(2);
        (await Http.GetStringAsync($"/sandbox/stripe/deliveries?session={lost}&type={Completed}")).Should().Contain("\"dropped\"");
    }

    [Fact]
    public async Task A_reorder_turns_a_payments_events_around()
    {
        await Control("/faults", new { kind = "reorder", window = 4 });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        (await Receiver.Next(4)).Select(received => received.Type).Should().Equal(
            Completed, "payment_intent.succeeded", "charge.succeeded", "payment_intent.created");
    }

    [Fact]
    public async Task A_reorder_that_waits_in_vain_lets_go_after_a_while()
    {
        await Control("/faults", new { kind = "reorder", window = 100, seconds = 30 });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        Clock.Advance(TimeSpan.FromSeconds(30));

        (await Receiver.Next(4))[0].Type.Should().Be(Completed);
    }

    [Fact]
    public async Task Held_events_go_out_in_the_order_asked_for()
    {
        await Control("/faults", new { kind = "hold" });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");
        var events = await Get("/v1/events");
        string Id(string type) => events.At("data").EnumerateArray()
            .Single(happened => happened.GetProperty("type").GetString() == type).GetProperty("id").GetString()!;

        await Control("/stripe/deliveries/release", new
        {
            order = new[] { Id("payment_intent.succeeded"), Id(Completed), Id("payment_intent.created"), Id("charge.succeeded") },
        });

        (await Receiver.Next(4)).Select(received => received.Type).Should().Equal(
            "payment_intent.succeeded", Completed, "payment_intent.created", "charge.succeeded");
    }

    [Fact]
    public async Task A_delayed_event_comes_when_its_time_has_come()
    {
        await Control("/faults", new { kind = "delay", match = "payment_intent.created", seconds = 60 });
        await Control($"/stripe/sessions/{await OpenSession()}/pay");

        var early = await Receiver.Next(3);
        Clock.Advance(TimeSpan.FromSeconds(60));

        early.Should().NotContain(received => received.Type == "payment_intent.created");
        (await Receiver.Next()).Type.Should().Be("payment_intent.created");
    }

    [Fact]
    public async Task Too_many_requests_say_when_to_come_back()
    {
        await Control("/faults", new { kind = "too-many", match = "checkout/sessions", times = 1, seconds = 3 });

        var first = await Post("/v1/checkout/sessions", Shoes(), "key");
        var second = await Post("/v1/checkout/sessions", Shoes(), "key");

        first.Status.Should().Be(429);
        first.Header("Retry-After").Should().Be("3");
        second.Status.Should().Be(200);
    }

    [Fact]
    public async Task A_call_that_hangs_is_never_answered_and_frees_its_key()
    {
        await Control("/faults", new { kind = "hang", times = 1 });
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stripe/v1/checkout/sessions");
        request.Headers.Add("Authorization", "Bearer " + Key);
        request.Headers.Add("Idempotency-Key", "key");
        request.Content = new FormUrlEncodedContent(Shoes());

        var hang = () => Http.SendAsync(request, impatient.Token);
        await hang.Should().ThrowAsync<OperationCanceledException>();

        // The server learns of the broken connection a moment later.
        var since = Stopwatch.GetTimestamp();
        Reply again;
        do again = await Post("/v1/checkout/sessions", Shoes(), "key");
        while (again.Status == 409 && Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(10));
        again.Status.Should().Be(200);
        again.Header("Idempotent-Replayed").Should().BeNull();
    }

    [Fact]
    public async Task A_fault_of_one_account_leaves_another_alone()
    {
        await PutAccount("acct_1OTHER", "sk_test_other");
        await Control("/faults", new { kind = "server-error", account = "acct_1OTHER" });

        (await Get("/v1/account")).Status.Should().Be(200);
        (await Call(HttpMethod.Get, "/v1/account", key: "sk_test_other")).Status.Should().Be(500);
    }

    [Fact]
    public async Task A_fault_can_be_taken_away()
    {
        await Control("/faults", new { kind = "server-error" });
        (await Get("/v1/account")).Status.Should().Be(500);

        await Http.DeleteAsync("/sandbox/faults?provider=stripe");

        (await Get("/v1/account")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("""{"kind":"explode"}""")]
    [InlineData("""{"kind":"duplicate","copies":0}""")]
    [InlineData("""{"match":"x"}""")]
    [InlineData("not json")]
    public async Task A_fault_that_makes_no_sense_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        (await Http.PostAsync("/sandbox/faults", content)).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }
}
