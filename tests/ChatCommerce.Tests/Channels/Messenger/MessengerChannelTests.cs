using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Messenger;

public sealed class MessengerChannelTests
{
    private const string Person = "7100000000000001";
    private static readonly ChannelAccount Account = FakeGraph.Account("messenger", "1029384756");
    private readonly FakeGraph graph = new();

    [Fact]
    public async Task A_text_answers_with_our_mark_and_quick_replies()
    {
        var accepted = await Send(new Rendered("Which size?") { Choices = [new("41", "size:41")] });

        accepted.ProviderId.Should().Be("m_OUT1");
        graph.Requests.Single().Url.Should().Be("https://graph.facebook.com/v25.0/1029384756/messages");
        graph.Requests.Single().Body.Should().Be(
            """{"recipient":{"id":"7100000000000001"},"messaging_type":"RESPONSE","message":{"text":"Which size?","quick_replies":[{"content_type":"text","title":"41","payload":"size:41"}],"metadata":"out:0193a00000007000800000000000007f:0"}}""");
    }

    [Fact]
    public async Task Cards_are_a_carousel_with_their_buttons()
    {
        await Send(new Rendered("")
        {
            Cards = [new("Blue runner", "₩59,000") { Picture = new("https://cdn.example/p.jpg", "shoe"), Choices = [new("Add", "a:1")], Link = new("Pay", "https://pay.example/1") }],
        });

        graph.Sent.GetProperty("message").GetProperty("attachment").GetProperty("payload").GetRawText().Should().Be(
            """{"template_type":"generic","elements":[{"title":"Blue runner","subtitle":"₩59,000","image_url":"https://cdn.example/p.jpg","buttons":[{"type":"postback","title":"Add","payload":"a:1"},{"type":"web_url","title":"Pay","url":"https://pay.example/1"}]}]}""");
    }

    [Fact]
    public async Task A_link_is_a_button_and_few_actions_stand_beside_it()
    {
        await Send(new Rendered("Ready to pay?") { Link = new("Pay", "https://pay.example/1"), Choices = [new("Cancel", "x")] });

        graph.Sent.GetProperty("message").GetProperty("attachment").GetProperty("payload").GetRawText().Should().Be(
            """{"template_type":"button","text":"Ready to pay?","buttons":[{"type":"web_url","title":"Pay","url":"https://pay.example/1"},{"type":"postback","title":"Cancel","payload":"x"}]}""");
    }

    [Fact]
    public async Task A_person_may_write_after_the_window_and_says_so()
    {
        await Send(new Rendered("It arrived today."), Permit.HumanTag);

        graph.Sent.GetProperty("messaging_type").GetString().Should().Be("MESSAGE_TAG");
        graph.Sent.GetProperty("tag").GetString().Should().Be("HUMAN_AGENT");
    }

    [Fact]
    public async Task There_are_no_templates() =>
        (await FluentActions.Awaiting(() => Send(new Rendered("x"), new TemplatePermit("t", "en", []))).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Permanent);

    [Theory]
    [InlineData(190, null, 401, Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(10, 2018278, 403, Retry.Permanent, Meaning.WindowClosed)]
    [InlineData(10, 2018065, 403, Retry.Permanent, Meaning.WindowClosed)]
    [InlineData(10, 2534022, 403, Retry.Permanent, Meaning.WindowClosed)]
    [InlineData(10, null, 403, Retry.Permanent, Meaning.NeedsPerson)]
    [InlineData(200, null, 403, Retry.Permanent, Meaning.NeedsPerson)]
    [InlineData(230, null, 403, Retry.Permanent, Meaning.NeedsPerson)]
    [InlineData(368, null, 403, Retry.Permanent, Meaning.NeedsPerson)]
    [InlineData(551, 1545041, 400, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(551, null, 400, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(100, 2018001, 400, Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(100, null, 400, Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(4, null, 400, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(32, null, 400, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(613, null, 400, Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(2, null, 500, Retry.Temporary, Meaning.ThisMessage)]
    [InlineData(1200, null, 500, Retry.Temporary, Meaning.ThisMessage)]
    [InlineData(987654, null, 500, Retry.Ambiguous, Meaning.ThisMessage)]
    public async Task An_error_says_who_may_try_again_and_what_else_it_means(int code, int? subcode, int status, Retry retry, Meaning meaning)
    {
        var sub = subcode is null ? "" : $",\"error_subcode\":{subcode}";
        graph.Answers($$$"""{"error":{"message":"no","code":{{{code}}}{{{sub}}}}}""", status);

        var trouble = (await FluentActions.Awaiting(() => graph.Messenger.Send(FakeGraph.Part(Account, Person, new Rendered("hi")), default)).Should().ThrowAsync<ChannelTrouble>()).Which;

        (trouble.Retry, trouble.Meaning).Should().Be((retry, meaning));
    }

    [Fact]
    public async Task Typing_is_a_request_of_its_own_after_the_mark_that_it_was_seen()
    {
        await graph.Messenger.ShowTyping(Account, Person, "m1", default);

        graph.Requests.Select(r => r.Body).Should().Equal(
            """{"recipient":{"id":"7100000000000001"},"sender_action":"mark_seen"}""", """{"recipient":{"id":"7100000000000001"},"sender_action":"typing_on"}""");
    }

    [Fact]
    public async Task A_profile_has_name_and_language_or_is_not_told()
    {
        graph.Answers("""{"first_name":"Mina","last_name":"Park","profile_pic":"https://p.example/1.jpg","locale":"ko_KR","id":"1"}""")
            .Answers("""{"error":{"message":"no","code":100,"error_subcode":2018218}}""", 400);

        (await graph.Messenger.Find(Account, Person, default)).Should().Be(new Profile("Mina Park", "https://p.example/1.jpg", "ko"));
        (await graph.Messenger.Find(Account, Person, default)).Should().BeNull();
    }

    private Task<Accepted> Send(Rendered content, Permit? permit = null)
    {
        graph.Answers($$"""{"recipient_id":"{{Person}}","message_id":"m_OUT1"}""");
        return graph.Messenger.Send(FakeGraph.Part(Account, Person, content, permit), default);
    }
}
