using System.Globalization;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Stripe;

public sealed class ParameterTests : SandboxTest
{
    private const string Amount = "line_items[0][price_data][unit_amount]";
    private const string Quantity = "line_items[0][quantity]";

    [Theory]
    [InlineData("discount", "10", "parameter_unknown", "discount")]
    [InlineData("line_items[0][price_data][unit_amout]", "1", "parameter_unknown", "line_items[0][price_data][unit_amout]")]
    [InlineData("metadata", "x", "parameter_unknown", "metadata")]
    [InlineData(Amount, "45.00", "parameter_invalid_integer", Amount)]
    [InlineData(Amount, "-1", "parameter_invalid_integer", Amount)]
    [InlineData(Amount, "", "parameter_invalid_empty", Amount)]
    [InlineData(Amount, "0", "amount_too_small", null)]
    [InlineData(Amount, "24", "amount_too_small", null)]
    [InlineData(Amount, "100000000", "amount_too_large", Amount)]
    [InlineData(Amount, "1２", "parameter_invalid_integer", Amount)]
    [InlineData(Quantity, "0", "parameter_invalid_integer", Quantity)]
    [InlineData(Quantity, "-1", "parameter_invalid_integer", Quantity)]
    [InlineData(Quantity, "1.5", "parameter_invalid_integer", Quantity)]
    [InlineData(Quantity, "twelve dozen", "parameter_invalid_integer", Quantity)]
    [InlineData(Quantity, "99999999999999999999", "parameter_invalid_integer", Quantity)]
    [InlineData("line_items[0][price_data][currency]", "zzz", null, "line_items[0][price_data][currency]")]
    [InlineData("mode", "gift", null, "mode")]
    [InlineData("success_url", "shop.example/ok", "url_invalid", "success_url")]
    [InlineData("cancel_url", "javascript:alert(1)", "url_invalid", "cancel_url")]
    [InlineData("phone_number_collection[enabled]", "yes", null, "phone_number_collection[enabled]")]
    [InlineData("line_items[0][price]", "price_none", "resource_missing", "line_items[0][price]")]
    public async Task A_parameter_that_is_wrong_is_named(string name, string value, string? code, string? param)
    {
        var form = Shoes();
        form[name] = value;

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Status.Should().Be(400);
        reply.Error("type").Should().Be("invalid_request_error");
        reply.ErrorCode.Should().Be(code);
        reply.ErrorParam.Should().Be(param);
    }

    [Theory]
    [InlineData("mode", "mode")]
    [InlineData("success_url", "success_url")]
    [InlineData("line_items[0][price_data][currency]", "line_items[0][price_data][currency]")]
    [InlineData("line_items[0][price_data][product_data][name]", "line_items[0][price_data][product_data][name]")]
    [InlineData(Amount, Amount)]
    [InlineData(Quantity, Quantity)]
    public async Task A_parameter_that_is_missing_is_named(string left, string param)
    {
        var form = Shoes();
        form.Remove(left);

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Status.Should().Be(400);
        reply.ErrorCode.Should().Be("parameter_missing");
        reply.ErrorParam.Should().Be(param);
    }

    [Theory]
    [InlineData(1799, "at least 30 minutes")]
    [InlineData(86_401, "less than 24 hours")]
    public async Task A_session_cannot_live_shorter_than_half_an_hour_or_longer_than_a_day(int seconds, string message)
    {
        var form = Shoes();
        form["expires_at"] = InSeconds(seconds);

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Status.Should().Be(400);
        reply.ErrorParam.Should().Be("expires_at");
        reply.Error("message").Should().Contain(message);
    }

    [Theory]
    [InlineData(1800)]
    [InlineData(86_400)]
    public async Task Half_an_hour_and_a_day_are_allowed(int seconds)
    {
        var form = Shoes();
        form["expires_at"] = InSeconds(seconds);

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Number("expires_at").ToString(CultureInfo.InvariantCulture).Should().Be(form["expires_at"]);
    }

    [Theory]
    [InlineData(100, 200)]
    [InlineData(101, 400)]
    public async Task A_session_takes_a_hundred_lines(int lines, int status)
    {
        var form = Shoes();
        for (var i = 1; i < lines; i++)
        {
            form[$"line_items[{i}][price_data][currency]"] = "usd";
            form[$"line_items[{i}][price_data][unit_amount]"] = "100";
            form[$"line_items[{i}][price_data][product_data][name]"] = "Line";
            form[$"line_items[{i}][quantity]"] = "1";
        }

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Status.Should().Be(status);
        if (status == 400)
        {
            reply.ErrorParam.Should().Be("line_items");
        }
    }

    [Theory]
    [InlineData("krw", "699", 400)]
    [InlineData("krw", "129000", 200)]
    [InlineData("jpy", "50", 200)]
    [InlineData("gbp", "29", 400)]
    public async Task The_least_amount_depends_on_the_currency(string currency, string amount, int status)
    {
        var form = Shoes();
        form["line_items[0][price_data][currency]"] = currency;
        form[Amount] = amount;
        form[Quantity] = "1";

        (await Post("/v1/checkout/sessions", form)).Status.Should().Be(status);
    }

    [Fact]
    public async Task Lines_in_two_currencies_are_refused()
    {
        var form = Shoes();
        form["line_items[1][price_data][currency]"] = "eur";
        form["line_items[1][price_data][unit_amount]"] = "600";
        form["line_items[1][price_data][product_data][name]"] = "Socks";
        form["line_items[1][quantity]"] = "1";

        var reply = await Post("/v1/checkout/sessions", form);

        reply.Status.Should().Be(400);
        reply.ErrorParam.Should().Be("line_items");
    }

    [Theory]
    [InlineData(50, 40, 500, 200)]
    [InlineData(51, 10, 10, 400)]
    [InlineData(1, 41, 10, 400)]
    [InlineData(1, 10, 501, 400)]
    public async Task Metadata_has_its_limits(int keys, int keyLength, int valueLength, int status)
    {
        var form = Shoes();
        form.Remove("metadata[tenant]");
        for (var i = 0; i < keys; i++)
        {
            form[$"metadata[{i.ToString(CultureInfo.InvariantCulture).PadLeft(keyLength, 'k')}]"] = new string('v', valueLength);
        }

        (await Post("/v1/checkout/sessions", form)).Status.Should().Be(status);
    }

    [Fact]
    public async Task A_body_that_is_not_a_form_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stripe/v1/checkout/sessions");
        request.Headers.Add("Authorization", "Bearer " + Key);
        request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        (await Http.SendAsync(request)).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("metadata[broken=1")]
    [InlineData("line_items[][quantity]=1&line_items[][]=&[]=&=&%00=%00")]
    [InlineData("line_items[99999999999999999999][quantity]=1")]
    [InlineData("%=%zz&mode=%ff%fe")]
    public async Task Nonsense_gets_an_error_and_not_a_crash(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/stripe/v1/checkout/sessions");
        request.Headers.Add("Authorization", "Bearer " + Key);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");

        (await Http.SendAsync(request)).StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    private string InSeconds(int seconds) =>
        Clock.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
