using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class CheckoutSessionTests : SandboxTest
{
    [Fact]
    public async Task A_session_adds_up_its_lines_and_has_a_page_to_pay_on()
    {
        var form = Shoes();
        form["line_items[1][price_data][currency]"] = "usd";
        form["line_items[1][price_data][unit_amount]"] = "600";
        form["line_items[1][price_data][product_data][name]"] = "Socks & laces";
        form["line_items[1][quantity]"] = "3";

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Number("amount_total").Should().Be(10_800);
        reply.Text("status").Should().Be("open");
        reply.Text("payment_status").Should().Be("unpaid");
        reply.Text("metadata.tenant").Should().Be("harbor");
        reply.Text("url").Should().StartWith(Http.BaseAddress!.ToString()).And.EndWith("/stripe/pay/" + reply.Text("id"));
        reply.Number("expires_at").Should().Be(Clock.GetUtcNow().AddHours(24).ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Every_answer_has_a_request_id_and_echoes_the_version()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stripe/v1/account");
        request.Headers.Add("Authorization", "Bearer " + Key);
        request.Headers.Add("Stripe-Version", "2025-03-31.basil");

        var response = await Http.SendAsync(request);

        response.Headers.GetValues("Request-Id").Single().Should().StartWith("req_");
        response.Headers.GetValues("Stripe-Version").Single().Should().Be("2025-03-31.basil");
    }

    [Fact]
    public async Task Lines_and_payment_are_shown_in_full_only_when_asked_for()
    {
        var id = await OpenSession();
        await Control($"/stripe/sessions/{id}/pay");

        var plain = await Get($"/v1/checkout/sessions/{id}");
        var full = await Get($"/v1/checkout/sessions/{id}?expand[]=line_items&expand[]=payment_intent");

        plain.Body.TryGetProperty("line_items", out _).Should().BeFalse();
        plain.Text("payment_intent").Should().StartWith("pi_");
        full.Text("line_items.data.0.description").Should().Be("Blue runner 42");
        full.Number("line_items.data.0.quantity").Should().Be(2);
        full.Text("payment_intent.status").Should().Be("succeeded");
        full.Text("payment_intent.metadata.order_id").Should().Be("ord_91");
    }

    [Fact]
    public async Task Line_items_come_in_pages()
    {
        var form = Shoes();
        for (var i = 1; i < 12; i++)
        {
            form[$"line_items[{i}][price_data][currency]"] = "usd";
            form[$"line_items[{i}][price_data][unit_amount]"] = "100";
            form[$"line_items[{i}][price_data][product_data][name]"] = "Line " + i;
            form[$"line_items[{i}][quantity]"] = "1";
        }

        var id = await OpenSession(form);
        var first = await Get($"/v1/checkout/sessions/{id}/line_items");
        var rest = await Get($"/v1/checkout/sessions/{id}/line_items?starting_after={first.Text("data.9.id")}");

        first.At("has_more").GetBoolean().Should().BeTrue();
        rest.At("data").GetArrayLength().Should().Be(2);
        rest.Text("data.1.description").Should().Be("Line 11");
        rest.At("has_more").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task The_list_finds_the_session_of_a_payment()
    {
        await OpenSession();
        var intent = await PaidIntent();

        var found = await Get($"/v1/checkout/sessions?payment_intent={intent}");
        var open = await Get("/v1/checkout/sessions?status=open");

        found.At("data").GetArrayLength().Should().Be(1);
        found.Text("data.0.payment_intent").Should().Be(intent);
        open.At("data").GetArrayLength().Should().Be(1);
        open.Text("data.0.status").Should().Be("open");
    }

    [Fact]
    public async Task Expiring_takes_the_page_away_and_tells_the_shop()
    {
        var id = await OpenSession();

        var expired = await Post($"/v1/checkout/sessions/{id}/expire");

        expired.Text("status").Should().Be("expired");
        expired.At("url").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
        (await Receiver.Next("checkout.session.expired")).Subject.GetProperty("id").GetString().Should().Be(id);
    }

    [Fact]
    public async Task A_session_that_is_not_open_cannot_be_expired()
    {
        var id = await OpenSession();
        await Control($"/stripe/sessions/{id}/pay");

        var refused = await Post($"/v1/checkout/sessions/{id}/expire");

        refused.Status.Should().Be(400);
        refused.Error("message").Should().Contain("status of `complete`");
        (await Get($"/v1/checkout/sessions/{id}")).Text("payment_status").Should().Be("paid");
    }

    [Fact]
    public async Task Another_account_cannot_see_a_session()
    {
        await PutAccount("acct_1OTHER", "sk_test_other");
        var id = await OpenSession();

        var reply = await Call(HttpMethod.Get, $"/v1/checkout/sessions/{id}", key: "sk_test_other");

        reply.Status.Should().Be(404);
        reply.ErrorCode.Should().Be("resource_missing");
    }

    [Fact]
    public async Task A_platform_acts_for_its_connected_account_and_the_event_names_it()
    {
        await PutAccount("acct_1SHOP", "sk_test_shop", platform: AccountId);

        var opened = await Call(HttpMethod.Post, "/v1/checkout/sessions", Shoes(), account: "acct_1SHOP");
        await Control($"/stripe/sessions/{opened.Text("id")}/pay");

        (await Get($"/v1/checkout/sessions/{opened.Text("id")}")).Status.Should().Be(404);
        (await Receiver.Next()).Json.GetProperty("account").GetString().Should().Be("acct_1SHOP");
    }

    [Fact]
    public async Task A_stranger_cannot_act_for_an_account()
    {
        await PutAccount("acct_1OTHER", "sk_test_other");

        var reply = await Call(HttpMethod.Get, "/v1/account", account: "acct_1OTHER");

        reply.Status.Should().Be(403);
        reply.ErrorCode.Should().Be("account_invalid");
    }

    [Fact]
    public async Task An_unknown_key_is_turned_away_without_being_repeated()
    {
        var reply = await Call(HttpMethod.Get, "/v1/account", key: "sk_test_4eC39HqLyjWDarjtT1zdp7dc");

        reply.Status.Should().Be(401);
        reply.Error("type").Should().Be("invalid_request_error");
        reply.Error("message").Should().Be("Invalid API Key provided: sk_test_***");
    }

    [Fact]
    public async Task The_key_may_come_as_the_user_name_of_basic()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/stripe/v1/account");
        request.Headers.Add("Authorization", "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Key + ":")));

        (await Http.SendAsync(request)).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_is_not_there_is_named()
    {
        var reply = await Get("/v1/chekout");

        reply.Status.Should().Be(404);
        reply.Error("message").Should().Contain("GET: /v1/chekout");
    }
}
