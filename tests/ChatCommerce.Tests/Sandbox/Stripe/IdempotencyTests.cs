using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class IdempotencyTests : SandboxTest
{
    private const string Sessions = "/v1/checkout/sessions";

    [Fact]
    public async Task The_same_key_gets_the_first_answer_again()
    {
        var first = await Post(Sessions, Shoes(), "cs:harbor:91:1");
        var second = await Post(Sessions, Shoes(), "cs:harbor:91:1");

        second.Text("id").Should().Be(first.Text("id"));
        first.Header("Idempotent-Replayed").Should().BeNull();
        second.Header("Idempotent-Replayed").Should().Be("true");
        second.Header("Original-Request").Should().Be(first.Header("Request-Id"));
    }

    [Fact]
    public async Task Another_key_makes_another_session()
    {
        var first = await Post(Sessions, Shoes(), "one");
        var second = await Post(Sessions, Shoes(), "two");

        second.Text("id").Should().NotBe(first.Text("id"));
    }

    [Fact]
    public async Task The_same_key_with_other_parameters_is_an_error()
    {
        await Post(Sessions, Shoes(), "key");
        var form = Shoes();
        form["client_reference_id"] = "ord_92";

        var reply = await Post(Sessions, form, "key");

        reply.Status.Should().Be(400);
        reply.Error("type").Should().Be("idempotency_error");
    }

    [Fact]
    public async Task The_same_key_at_another_address_is_an_error()
    {
        await Post(Sessions, Shoes(), "key");

        (await Post("/v1/refunds", Shoes(), "key")).Error("type").Should().Be("idempotency_error");
    }

    [Fact]
    public async Task A_refused_parameter_does_not_use_up_the_key()
    {
        var form = Shoes();
        form.Remove("mode");
        (await Post(Sessions, form, "key")).Status.Should().Be(400);

        (await Post(Sessions, Shoes(), "key")).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_server_error_after_the_work_is_repeated_for_the_key()
    {
        await Control("/faults", new { kind = "server-error", executed = true, times = 1 });
        var first = await Post(Sessions, Shoes(), "key");
        var second = await Post(Sessions, Shoes(), "key");

        first.Status.Should().Be(500);
        second.Status.Should().Be(500);
        second.Header("Idempotent-Replayed").Should().Be("true");
        (await Get(Sessions)).At("data").GetArrayLength().Should().Be(1, "the work was done though the answer was an error");
    }

    [Fact]
    public async Task A_server_error_before_the_work_frees_the_key()
    {
        await Control("/faults", new { kind = "server-error", times = 1 });

        (await Post(Sessions, Shoes(), "key")).Status.Should().Be(500);
        (await Post(Sessions, Shoes(), "key")).Status.Should().Be(200);
    }

    [Fact]
    public async Task An_answer_lost_on_the_wire_is_there_for_the_same_key()
    {
        await Control("/faults", new { kind = "reset", times = 1 });
        var lost = () => Post(Sessions, Shoes(), "key");
        await lost.Should().ThrowAsync<HttpRequestException>();

        var again = await Post(Sessions, Shoes(), "key");

        again.Header("Idempotent-Replayed").Should().Be("true");
        (await Get(Sessions)).At("data").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task A_second_call_while_the_first_is_running_is_a_conflict()
    {
        await Control("/faults", new { kind = "delay", side = "api", times = 1, seconds = 60 });
        var first = Post(Sessions, Shoes(), "key");
        // The fault is taken once the key is in use.
        while (await Http.GetStringAsync("/sandbox/faults") != "[]") { }

        var second = await Post(Sessions, Shoes(), "key");
        do Clock.Advance(TimeSpan.FromSeconds(61));
        while (await Task.WhenAny(first, Get("/v1/account")) != first);

        second.Status.Should().Be(409);
        second.ErrorCode.Should().Be("idempotency_key_in_use");
        (await first).Status.Should().Be(200);
    }

    [Fact]
    public async Task After_a_day_the_key_is_fresh_again()
    {
        var first = await Post(Sessions, Shoes(), "key");
        Clock.Advance(TimeSpan.FromHours(24));

        (await Post(Sessions, Shoes(), "key")).Text("id").Should().NotBe(first.Text("id"));
    }

    [Fact]
    public async Task Two_accounts_may_use_the_same_key()
    {
        await PutAccount("acct_1OTHER", "sk_test_other");
        var first = await Post(Sessions, Shoes(), "key");

        var other = await Call(HttpMethod.Post, Sessions, Shoes(), "key", "sk_test_other");

        other.Text("id").Should().NotBe(first.Text("id"));
    }

    [Theory]
    [InlineData(255, 200)]
    [InlineData(256, 400)]
    public async Task A_key_may_have_255_characters(int length, int status) =>
        (await Post(Sessions, Shoes(), new string('k', length))).Status.Should().Be(status);
}
