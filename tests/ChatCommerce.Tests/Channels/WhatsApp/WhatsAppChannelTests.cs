using System.Globalization;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WhatsApp;

public sealed class WhatsAppChannelTests
{
    private const string Taken = """{"messaging_product":"whatsapp","contacts":[{"input":"821012345678","wa_id":"821012345678"}],"messages":[{"id":"wamid.OUT1","message_status":"accepted"}]}""";
    private static readonly ChannelAccount Account = FakeGraph.Account("whatsapp", "200300400500601");
    private readonly FakeGraph graph = new();

    [Fact]
    public async Task A_text_goes_to_the_phone_with_our_mark()
    {
        var accepted = await Send(new Rendered("네, 재고 있어요"));

        accepted.ProviderId.Should().Be("wamid.OUT1");
        graph.Requests.Single().Should().Match<GraphRequest>(r => r.Url == "https://graph.facebook.com/v25.0/200300400500601/messages" && r.Authorization == "Bearer EAAtoken");
        graph.Requests.Single().Body.Should().Be(
            """{"messaging_product":"whatsapp","recipient_type":"individual","to":"821012345678","biz_opaque_callback_data":"out:0193a00000007000800000000000007f:0","type":"text","text":{"body":"네, 재고 있어요","preview_url":false}}""");
    }

    [Fact]
    public async Task A_user_id_is_a_recipient_and_never_a_phone()
    {
        await Send(new Rendered("hi"), thread: "KR.70351288412390871123");

        graph.Sent.GetProperty("recipient").GetString().Should().Be("KR.70351288412390871123");
        graph.Sent.TryGetProperty("to", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Up_to_three_choices_are_buttons_under_their_picture()
    {
        await Send(new Rendered("Blue runner") { Picture = new("https://cdn.example/p.jpg", "shoe"), Choices = [new("Add", "a"), new("More", "m")] });

        var interactive = graph.Sent.GetProperty("interactive");
        interactive.GetProperty("type").GetString().Should().Be("button");
        interactive.GetProperty("header").GetProperty("image").GetProperty("link").GetString().Should().Be("https://cdn.example/p.jpg");
        interactive.GetProperty("action").GetProperty("buttons")[1].GetProperty("reply").GetProperty("id").GetString().Should().Be("m");
    }

    [Fact]
    public async Task Rows_are_a_list_that_opens_in_the_customers_language()
    {
        await Send(new Rendered("Pick one") { Rows = [new("Blue", "₩59,000", "p:1"), new("Red", "", "p:2")] }, language: "ko");

        var action = graph.Sent.GetProperty("interactive").GetProperty("action");
        action.GetProperty("button").GetString().Should().Be("선택하기");
        action.GetProperty("sections")[0].GetProperty("rows").GetRawText().Should().Be(
            """[{"id":"p:1","title":"Blue","description":"₩59,000"},{"id":"p:2","title":"Red"}]""");
    }

    [Fact]
    public async Task A_link_is_a_button_and_a_picture_has_its_caption()
    {
        await Send(new Rendered("Your order") { Link = new("Pay now", "https://pay.example/c/91") });
        graph.Sent.GetProperty("interactive").GetProperty("action").GetRawText().Should().Be(
            """{"name":"cta_url","parameters":{"display_text":"Pay now","url":"https://pay.example/c/91"}}""");

        await Send(new Rendered("Blue runner") { Picture = new("https://cdn.example/p.png", "shoe") });
        graph.Sent.GetProperty("image").GetRawText().Should().Be("""{"link":"https://cdn.example/p.png","caption":"Blue runner"}""");
    }

    [Fact]
    public async Task A_drawing_that_whatsapp_cannot_show_does_not_spoil_the_message()
    {
        await Send(new Rendered("Blue runner") { Picture = new("https://cdn.example/p.svg", "shoe") });

        graph.Sent.GetProperty("type").GetString().Should().Be("text");
        graph.Sent.GetProperty("text").GetProperty("body").GetString().Should().Be("Blue runner");
    }

    [Fact]
    public async Task Outside_the_window_the_template_goes_out_with_its_values()
    {
        await Send(new Rendered("ignored"), permit: new TemplatePermit("order_paid", "ko", ["A-1042", "₩130,000\nnow"]));

        graph.Sent.GetProperty("template").GetRawText().Should().Be(
            """{"name":"order_paid","language":{"policy":"deterministic","code":"ko"},"components":[{"type":"body","parameters":[{"type":"text","text":"A-1042"},{"type":"text","text":"₩130,000 now"}]}]}""");
    }

    [Theory]
    [InlineData(0, 401, Retry.Permanent, Meaning.CredentialsRefused, null)]
    [InlineData(190, 401, Retry.Permanent, Meaning.CredentialsRefused, null)]
    [InlineData(3, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(10, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(200, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(299, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(368, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(131031, 403, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(131042, 400, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(131045, 400, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(133010, 400, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(134011, 400, Retry.Permanent, Meaning.NeedsPerson, null)]
    [InlineData(4, 429, Retry.Temporary, Meaning.AccountSlowed, null)]
    [InlineData(80007, 429, Retry.Temporary, Meaning.AccountSlowed, null)]
    [InlineData(130429, 429, Retry.Temporary, Meaning.AccountSlowed, 7)]
    [InlineData(131048, 429, Retry.Temporary, Meaning.AccountSlowed, 600)]
    [InlineData(131056, 429, Retry.Temporary, Meaning.ThisMessage, 6)]
    [InlineData(2, 500, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(131000, 500, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(131016, 500, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(131057, 500, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(133004, 500, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(131047, 400, Retry.Permanent, Meaning.WindowClosed, null)]
    [InlineData(131050, 400, Retry.Permanent, Meaning.NoAdvertising, null)]
    [InlineData(131026, 400, Retry.Permanent, Meaning.NobodyThere, null)]
    [InlineData(1, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(100, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(131008, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(131009, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(131049, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(131051, 400, Retry.Permanent, Meaning.FormRefused, null)]
    [InlineData(131052, 400, Retry.Permanent, Meaning.FormRefused, null)]
    [InlineData(131053, 400, Retry.Permanent, Meaning.FormRefused, null)]
    [InlineData(131062, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(130472, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(130497, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132000, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132001, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132005, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132007, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132012, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132015, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(132016, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(139200, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    [InlineData(999999, 503, Retry.Temporary, Meaning.ThisMessage, null)]
    [InlineData(999999, 500, Retry.Ambiguous, Meaning.ThisMessage, null)]
    [InlineData(999999, 400, Retry.Permanent, Meaning.ThisMessage, null)]
    public async Task An_error_says_who_may_try_again_and_what_else_it_means(int code, int status, Retry retry, Meaning meaning, int? seconds)
    {
        graph.Answers($$$$$"""{"error":{"message":"(#{{{{{code}}}}}) no","type":"OAuthException","code":{{{{{code}}}}},"error_data":{"details":"why not"}}}""", status, code == 130429 ? 7 : null);

        var trouble = (await FluentActions.Awaiting(() => SendOnly(new Rendered("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which;

        (trouble.Retry, trouble.Meaning, trouble.After).Should().Be((retry, meaning, seconds is { } s ? TimeSpan.FromSeconds(s) : null));
        trouble.Message.Should().Contain(code.ToString(CultureInfo.InvariantCulture)).And.Contain("why not").And.NotContain("EAAtoken");
    }

    [Fact]
    public async Task An_answer_without_json_speaks_by_its_status()
    {
        graph.Answers("<html>gateway</html>", 502);

        (await FluentActions.Awaiting(() => SendOnly(new Rendered("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Ambiguous);
    }

    [Fact]
    public async Task Typing_marks_the_last_message_as_read()
    {
        graph.Answers("""{"success":true}""");
        await graph.WhatsApp.ShowTyping(Account, "821012345678", "wamid.IN1", default);

        graph.Requests.Single().Body.Should().Be("""{"messaging_product":"whatsapp","status":"read","message_id":"wamid.IN1","typing_indicator":{"type":"text"}}""");
    }

    [Fact]
    public async Task The_account_works_when_its_number_answers()
    {
        graph.Answers("""{"id":"200300400500601","display_phone_number":"+1 555-777-0101"}""").Answers("""{"id":"somebody-else"}""");

        await graph.WhatsApp.Verify(Account, default);
        await FluentActions.Awaiting(() => graph.WhatsApp.Verify(Account, default)).Should().ThrowAsync<ChannelTrouble>();
    }

    private Task<Accepted> Send(Rendered content, string thread = "821012345678", Permit? permit = null, string language = "en")
    {
        graph.Answers(Taken);
        return graph.WhatsApp.Send(FakeGraph.Part(Account, thread, content, permit) with { Language = language }, default);
    }

    private Task<Accepted> SendOnly(Rendered content) => graph.WhatsApp.Send(FakeGraph.Part(Account, "821012345678", content), default);
}
