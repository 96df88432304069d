using System.Net;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox;

public sealed class DashboardTests : SandboxTest
{
    [Fact]
    public async Task The_start_page_shows_checkouts_deliveries_faults_and_traffic()
    {
        var id = await OpenSession();
        await Control($"/stripe/sessions/{id}/pay");
        await Receiver.Next("checkout.session.completed");
        await Control("/faults", new { kind = "drop", match = "charge.refunded" });

        var page = await Http.GetStringAsync("/");

        page.Should().Contain("$90.00").And.Contain("Blue runner 42").And.Contain("/stripe/pay/" + id);
        page.Should().Contain("checkout.session.completed");
        page.Should().Contain("charge.refunded · until removed");
        page.Should().Contain("POST /stripe/v1/checkout/sessions");
    }

    [Fact]
    public async Task Keys_are_not_shown_in_the_traffic()
    {
        await OpenSession();

        (await Http.GetStringAsync("/")).Should().NotContain(Key);
        (await Http.GetStringAsync("/sandbox/traffic")).Should().NotContain(Key);
    }

    [Theory]
    [InlineData("pay", "complete")]
    [InlineData("decline", "open")]
    [InlineData("expire", "expired")]
    public async Task A_button_does_its_act_and_leads_back(string act, string status)
    {
        var id = await OpenSession();

        var answer = await Submit($"/sandbox/do/stripe/{act}/{id}", []);

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().Should().Be("/#stripe");
        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be(status);
    }

    [Fact]
    public async Task A_fault_is_added_and_removed_by_form()
    {
        await Submit("/sandbox/faults/add", new()
        {
            ["provider"] = "stripe",
            ["kind"] = "server-error",
            ["side"] = "",
            ["match"] = "v1/account",
            ["times"] = "",
            ["copies"] = "2",
        });
        var broken = await Get("/v1/account");
        using var faults = System.Text.Json.JsonDocument.Parse(await Http.GetStringAsync("/sandbox/faults"));
        await Submit($"/sandbox/faults/{faults.RootElement[0].GetProperty("id").GetString()}/remove", []);

        broken.Status.Should().Be(500);
        (await Get("/v1/account")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Another_site_cannot_press_the_buttons()
    {
        var id = await OpenSession();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/sandbox/do/stripe/pay/{id}");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");

        (await Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await Get($"/v1/checkout/sessions/{id}")).Text("status").Should().Be("open");
    }

    [Fact]
    public async Task A_section_can_be_fetched_alone()
    {
        (await Http.GetStringAsync("/sandbox/live/stripe")).Should().Contain("No checkout yet").And.NotContain("<html");
        (await Http.GetAsync("/sandbox/live/none")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/assets/pay.css")]
    [InlineData("/assets/dashboard.css")]
    [InlineData("/assets/dashboard.js")]
    public async Task What_the_pages_need_is_served(string path) =>
        (await Http.GetAsync(path)).StatusCode.Should().Be(HttpStatusCode.OK);

    private async Task<HttpResponseMessage> Submit(string path, Dictionary<string, string> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        return await Http.PostAsync(path, content);
    }
}
