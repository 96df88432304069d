extern alias Sandbox;

using System.Net;
using System.Net.Http.Json;
using System.Text;
using FluentAssertions;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

public sealed class PhonesPageTests : PhoneTest
{
    private const string MinasPhone = "pigeon~pigeon-1~mina";

    [Fact]
    public async Task The_page_lays_out_a_phone_for_each_chat_in_its_address_and_offers_every_line()
    {
        await Http.PutAsync("/sandbox/people/omar", new StringContent("{}", Encoding.UTF8, "application/json"));
        var page = await Http.GetStringAsync("/phones?as=omar&open=pigeon~pigeon-1~mina&open=pigeon~pigeon-1~omar&open=telegram~1~mina");

        page.Should().Contain("Mina Park on Pigeon post with Harbor").And.Contain("Omar on Pigeon post with Harbor");
        page.Split("<article").Length.Should().Be(3, "no shop has such a line at Telegram");
        page.Should().Contain("Send something else").And.Contain("Catalog order").And.NotContain(">Contact<", "pigeons carry none");
    }

    [Fact]
    public async Task A_messenger_with_nothing_but_words_and_buttons_offers_nothing_else()
    {
        await Http.PutAsJsonAsync("/sandbox/lines", new[] { new { tenant = "harbor", name = "Harbor", kind = "web_chat", externalId = "harbor", webhook = Shop.Url } });

        var page = await Http.GetStringAsync("/phones?open=web_chat~harbor~mina");

        page.Should().Contain("Message to Harbor").And.NotContain("Send something else");
    }

    [Fact]
    public async Task Without_an_address_some_phone_lies_there_and_an_empty_table_stays_empty()
    {
        (await Http.GetStringAsync("/phones")).Should().Contain("<article");
        (await Http.GetStringAsync("/phones?as=mina&open=none")).Should().NotContain("<article").And.Contain("No phone lies on the table");
    }

    [Fact]
    public async Task The_page_allows_no_script_but_its_own()
    {
        var answer = await Http.GetAsync("/phones");

        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.Contain("script-src 'self'").And.NotContain("unsafe");
        (await answer.Content.ReadAsStringAsync()).Should().NotContain(" style=").And.NotContain(" onclick=");
    }

    [Fact]
    public async Task What_the_shop_sends_is_shown_with_everything_that_can_be_tapped()
    {
        ShopWrites(new Bubble
        {
            Text = "Look: <b>https://shop.example/c/k7Q2x</b>.",
            Cards = [new BubbleCard("Blue runner", "$45") { Buttons = [new BubbleButton("Add", "add:1")] }],
            QuickReplies = [new BubbleButton("More", "more")],
            List = new BubbleList("All", [new BubbleSection("Shoes", [new BubbleRow("row:1", "Tempo", "$64")])]),
        });

        var screen = await Http.GetStringAsync("/phones/screen?open=" + MinasPhone);

        screen.Should().Contain("&lt;b&gt;").And.Contain("href=\"https://shop.example/c/k7Q2x\"").And.Contain("value=\"add:1\"");
        screen.Should().Contain("value=\"row:1\"").And.Contain("value=\"more\"").And.NotContain("<b>");
    }

    [Theory]
    [InlineData("do=text&text=hello", "WriteText")]
    [InlineData("do=tap&payload=add%3A1&label=Add&messageId=m1", "TapButton")]
    [InlineData("do=row&payload=row%3A1&label=Tempo&messageId=m1", "PickRow")]
    [InlineData("do=media&caption=this", "SendMedia")]
    [InlineData("do=location&latitude=37.5&longitude=127&name=Home", "SendLocation")]
    [InlineData("do=order&sku=HG-1&quantity=2&price=45&currency=USD", "OrderFromCatalog")]
    [InlineData("do=react&messageId=m1&text=%F0%9F%91%8D", "React")]
    [InlineData("do=stop", "SetPreference")]
    [InlineData("do=start&reference=post42", "StartWithReference")]
    [InlineData("do=read", "ReadMessages")]
    public async Task Every_button_does_its_act_and_leads_back_to_the_phones(string form, string act)
    {
        var answer = await Submit("act", $"phone={MinasPhone}&back=%2Fphones%3Fas%3Dmina&{form}");

        answer.StatusCode.Should().Be(HttpStatusCode.SeeOther);
        answer.Headers.Location!.ToString().Should().Be("/phones?as=mina");
        (await Shop.Next()).Type.Should().Be(act);
    }

    [Theory]
    [InlineData("phone=pigeon~pigeon-9~mina&do=text&text=hi", HttpStatusCode.NotFound)]
    [InlineData("phone=nonsense&do=text&text=hi", HttpStatusCode.NotFound)]
    [InlineData("phone=pigeon~pigeon-1~mina&do=contact&name=Jo", HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_done_says_so(string form, HttpStatusCode status) =>
        (await Submit("act", form)).StatusCode.Should().Be(status);

    [Theory]
    [InlineData("https%3A%2F%2Fevil.example%2Fphones")]
    [InlineData("%2F%2Fevil.example")]
    public async Task A_form_leads_back_to_the_phones_only(string back) =>
        (await Submit("act", $"phone={MinasPhone}&do=read&back={back}")).Headers.Location!.ToString().Should().Be("/phones");

    [Fact]
    public async Task Forms_of_other_sites_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sandbox/do/phones/act");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        request.Content = new StringContent($"phone={MinasPhone}&do=text&text=hi", Encoding.UTF8, "application/x-www-form-urlencoded");

        (await Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_stream_names_the_phone_on_which_something_changed_and_no_other()
    {
        using var stream = await Http.GetStreamAsync("/phones/live?open=" + MinasPhone);
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).Should().Be("event: ready");
        ShopWrites(new Bubble { Text = "for Sam" }, "sam");
        ShopWrites(new Bubble { Text = "for Mina" });

        (await Next(reader, "event: ")).Should().Be("event: chat");
        (await reader.ReadLineAsync()).Should().Be("data: " + MinasPhone);
    }

    [Fact]
    public async Task A_fault_is_added_for_one_line_and_removed()
    {
        await Submit("fault", "line=pigeon+pigeon-1&kind=token-revoked&times=3&seconds=5");

        var panel = await Http.GetStringAsync("/phones/faults?open=" + MinasPhone);
        panel.Should().Contain("In play").And.Contain("Token revoked").And.Contain("3 more");
        var fault = (await Get("/sandbox/faults")).At("0");
        fault.GetProperty("account").GetString().Should().Be("pigeon-1");
        await Submit($"fault/{fault.GetProperty("id").GetString()}/remove", "back=/phones");
        (await Get("/sandbox/faults")).Body.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task What_is_held_is_released_from_the_page()
    {
        await Submit("fault", "line=pigeon+pigeon-1&kind=hold&times=1");
        await Text("kept");
        (await Http.GetStringAsync("/phones/faults?open=" + MinasPhone)).Should().Contain("1 webhook is held");

        await Submit("release", "order=newest");

        (await Shop.Next()).Text.Should().Be("kept");
    }

    [Fact]
    public async Task The_start_page_leads_to_the_phones() =>
        (await Http.GetStringAsync("/")).Should().Contain("href=\"/phones\"");

    private static async Task<string?> Next(StreamReader reader, string prefix)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    private async Task<HttpResponseMessage> Submit(string act, string form)
    {
        using var content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await Http.PostAsync("/sandbox/do/phones/" + act, content);
    }
}
