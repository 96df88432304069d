using System.Net;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class PayPageTests : SandboxTest
{
    [Fact]
    public async Task The_page_lists_what_is_bought_and_has_a_working_card_filled_in()
    {
        var page = await Page(await OpenSession());

        page.Should().Contain("Blue runner 42").And.Contain("$90.00").And.Contain("4242 4242 4242 4242");
        page.Should().Contain("href=\"https://shop.example/back\"");
        page.Should().NotContain("<script");
    }

    [Fact]
    public async Task Paying_leads_back_to_the_shop_with_the_sessions_id()
    {
        var id = await OpenSession();

        var answer = await Submit(id, Fields());

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().Should().Be($"https://shop.example/ok?s={id}");
        (await Get($"/v1/checkout/sessions/{id}")).Text("payment_status").Should().Be("paid");
        var completed = await Receiver.Next("checkout.session.completed");
        completed.Subject.GetProperty("customer_details").GetProperty("email").GetString().Should().Be("jo@example.com");
    }

    [Fact]
    public async Task A_declined_card_is_said_so_and_another_card_may_be_tried()
    {
        var id = await OpenSession();

        var declined = await Submit(id, Fields("4000 0000 0000 0002"));
        var paid = await Submit(id, Fields());

        declined.StatusCode.Should().Be(HttpStatusCode.PaymentRequired);
        (await declined.Content.ReadAsStringAsync()).Should().Contain("Your card was declined.").And.Contain("jo@example.com");
        (await Receiver.Next("payment_intent.payment_failed")).Should().NotBeNull();
        paid.StatusCode.Should().Be(HttpStatusCode.SeeOther);
    }

    [Theory]
    [InlineData("number", "4242 4242 4242 4241", "Your card number is invalid.")]
    [InlineData("number", "１２", "Your card number is invalid.")]
    [InlineData("expiry", "01 / 20", "Your card&#x27;s expiration year is in the past.")]
    [InlineData("expiry", "soon", "Your card&#x27;s expiration date is incomplete.")]
    [InlineData("cvc", "1", "Your card&#x27;s security code is incomplete.")]
    [InlineData("email", "", "This is needed.")]
    [InlineData("name", "", "This is needed.")]
    public async Task A_field_that_is_wrong_is_said_so_and_nothing_is_charged(string field, string value, string message)
    {
        var id = await OpenSession();
        var fields = Fields();
        fields[field] = value;

        var answer = await Submit(id, fields);

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).Should().Contain(message);
        (await Get($"/v1/checkout/sessions/{id}")).At("payment_intent").ValueKind.Should().Be(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task A_session_is_not_paid_twice()
    {
        var id = await OpenSession();
        await Submit(id, Fields());

        var again = await Submit(id, Fields());

        (await again.Content.ReadAsStringAsync()).Should().Contain("Paid. Thank you!").And.NotContain("<form");
        (await Get("/v1/events?type=charge.succeeded")).At("data").GetArrayLength().Should().Be(1);
    }

    [Fact]
    public async Task An_expired_session_says_so_and_takes_no_card()
    {
        var id = await OpenSession();
        Clock.Advance(TimeSpan.FromHours(24));

        (await Page(id)).Should().Contain("This checkout has expired").And.NotContain("<form");
        (await (await Submit(id, Fields())).Content.ReadAsStringAsync()).Should().Contain("This checkout has expired");
    }

    [Fact]
    public async Task A_korean_session_is_shown_in_korean_and_in_whole_won()
    {
        var form = Shoes();
        form["locale"] = "ko";
        form["line_items[0][price_data][currency]"] = "krw";
        form["line_items[0][price_data][unit_amount]"] = "64500";

        var page = await Page(await OpenSession(form));

        page.Should().Contain("lang=\"ko\"").And.Contain("₩129,000").And.NotContain("129,000.00");
    }

    [Fact]
    public async Task An_address_is_asked_for_when_the_shop_wants_one()
    {
        var form = Shoes();
        form["shipping_address_collection[allowed_countries][0]"] = "US";
        var id = await OpenSession(form);
        var fields = Fields();

        var without = await Submit(id, fields);
        fields["line1"] = "1 Pier Rd";
        fields["country"] = "US";
        var with = await Submit(id, fields);

        without.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        with.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        (await Get($"/v1/checkout/sessions/{id}")).Text("collected_information.shipping_details.address.line1").Should().Be("1 Pier Rd");
    }

    [Fact]
    public async Task Names_of_things_cannot_bring_markup_into_the_page()
    {
        var form = Shoes();
        form["line_items[0][price_data][product_data][name]"] = "<img src=x onerror=alert(1)>";

        (await Page(await OpenSession(form))).Should().NotContain("<img src=x").And.Contain("&lt;img src=x");
    }

    [Fact]
    public async Task A_session_that_does_not_exist_has_no_page() =>
        (await Http.GetAsync("/stripe/pay/cs_test_none")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    private static Dictionary<string, string> Fields(string number = "4242 4242 4242 4242") => new()
    {
        ["email"] = "jo@example.com",
        ["name"] = "Jo Doe",
        ["number"] = number,
        ["expiry"] = "12 / 34",
        ["cvc"] = "123",
    };

    private async Task<string> Page(string id) => await Http.GetStringAsync($"/stripe/pay/{id}");

    private async Task<HttpResponseMessage> Submit(string id, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await Http.PostAsync($"/stripe/pay/{id}", content);
    }
}
