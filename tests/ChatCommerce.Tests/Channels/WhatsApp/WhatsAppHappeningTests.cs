using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.WhatsApp.WhatsAppBodies;

namespace ChatCommerce.Tests.Channels.WhatsApp;

public sealed class WhatsAppHappeningTests
{
    [Theory]
    [InlineData("sent", "sent")]
    [InlineData("delivered", "delivered")]
    [InlineData("read", "read")]
    [InlineData("played", "read")]
    public void A_status_reports_on_the_message_with_our_mark(string status, string state)
    {
        var report = Read(Value($$""" "contacts":{{Contacts}},"statuses":[{"id":"wamid.OUT2","status":"{{status}}","timestamp":"1790000020","recipient_id":"821012345678","biz_opaque_callback_data":"out:7f3a"}] """)).Single().Event;

        report.Content.Should().Be(new DeliveryReported("wamid.OUT2", state, null) { Mark = "out:7f3a" });
        report.ProviderKey.Should().Be(InboundKeys.Status("wamid.OUT2", state));
        report.ThreadKey.Should().Be("KR.70351288412390871123");
    }

    [Fact]
    public void A_failed_status_says_why() =>
        Read(Value(""" "statuses":[{"id":"o5","status":"failed","timestamp":"1790000021","recipient_id":"821012345678","errors":[{"code":131047,"title":"Re-engagement message","error_data":{"details":"outside the customer service window"}}]}] """))
            .Single().Event.Content.Should().Be(new DeliveryReported("o5", "failed", "131047: outside the customer service window") { Code = "131047" });

    [Fact]
    public void A_new_user_id_or_number_is_the_same_person()
    {
        var id = Read(Value(""" "messages":[{"from":"821012345678","from_user_id":"KR.999","id":"w","timestamp":"1","type":"system","system":{"type":"user_changed_user_id","previous_user_id":"KR.703"}}] """)).Single().Event;
        var number = Read(Value(""" "messages":[{"from":"972987654321","id":"w","timestamp":"1","type":"system","system":{"wa_id":"972912345678","type":"user_changed_number"}}] """)).Single().Event;

        id.Content.Should().Be(new IdentityChanged(new("wa_bsuid", "KR.703"), new("wa_bsuid", "KR.999")));
        id.ThreadKey.Should().Be("KR.703");
        number.Content.Should().Be(new IdentityChanged(new("phone", "972987654321"), new("phone", "972912345678")));
        number.ThreadKey.Should().Be("972987654321");
    }

    [Fact]
    public void An_edit_and_a_deletion_name_the_message_they_change()
    {
        var read = Read(Value("""
            "messages":[{"from":"1","id":"e1","timestamp":"1","type":"edit","edit":{"original_message_id":"w1","message":{"type":"text","text":{"body":"the navy one"}}}},
              {"from":"1","id":"e2","timestamp":"1","type":"edit","edit":{"original_message_id":"w2","message":{"type":"image","image":{"caption":"like this","id":"3"}}}},
              {"from":"1","id":"e3","timestamp":"1","type":"revoke","revoke":{"original_message_id":"w3"}}]
            """));

        read.Select(r => r.Event.Content).Should().Equal(new MessageEdited("w1", "the navy one"), new MessageEdited("w2", "like this"), new MessageDeleted("w3"));
    }

    [Fact]
    public void What_the_shop_wrote_on_its_own_phone_is_an_echo_of_a_person()
    {
        var echo = Read(Change("smb_message_echoes", """ "message_echoes":[{"from":"15557770101","to":"821012345678","id":"wamid.ECHO1","timestamp":"1790000022","type":"text","text":{"body":"I'll take it from here"}}] """)).Single().Event;

        echo.Content.Should().Be(new Echoed("wamid.ECHO1", "I'll take it from here", ByHuman: true));
        echo.ThreadKey.Should().Be("821012345678");
    }

    [Theory]
    [InlineData("stop", true)]
    [InlineData("resume", false)]
    public void A_marketing_preference_is_a_wish(string value, bool stop) =>
        Read(Change("user_preferences", $$""" "user_preferences":[{"wa_id":"821012345678","user_id":"KR.703","category":"marketing_messages","value":"{{value}}","timestamp":1790000023}] """))
            .Single().Event.Content.Should().Be(new PreferenceSet(stop, "whatsapp") { Advertising = true });

    [Fact]
    public void A_reviewed_template_belongs_to_the_account()
    {
        var read = Read("""{"object":"whatsapp_business_account","entry":[{"id":"700800900100201","time":1790000024,"changes":[{"field":"message_template_status_update","value":{"event":"APPROVED","message_template_id":9,"message_template_name":"order_paid","message_template_language":"ko","reason":"NONE"}}]}]}""").Single();

        read.ExternalId.Should().Be(Number);
        read.Event.Content.Should().Be(new TemplateReviewed("order_paid", "ko", "approved", null));
    }

    [Fact]
    public void Said_on_standby_is_marked_so() =>
        Read(Change("standby", $$$$$""" "standby":{"messages":[{"from":"1","id":"w1","timestamp":"1","type":"text","text":{"body":"hi"}}]} """)).Single().OnStandby.Should().BeTrue();

    [Fact]
    public void A_broken_item_does_not_spoil_the_batch()
    {
        var read = Read(Value("""
            "messages":[42,{"id":"no-sender","type":"text"},{"from":"1","id":"w1","timestamp":"never","type":"text","text":{"body":"\ud83d hi \u0000"}},{"from":"1","id":"w2","type":"image","image":[]}],
            "errors":[{"code":130429,"title":"Rate limit hit"}]
            """));

        read.Select(r => r.Event.Content).Should().Equal(
            new AccountNews("unreadable messages item", null), new AccountNews("unreadable messages item", null), new TextSaid("hi"), new Unsupported("image"),
            new AccountNews("errors", "130429: Rate limit hit"));
        read[2].Event.OccurredAt.Should().Be(MetaCalls.Now);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"entry":[{"changes":[{"field":"calls","value":{"calls":[{"id":"c"}]}}]}]}""")]
    public void Another_shape_is_kept_as_news(string body) => Read(body).Single().Event.Content.Should().BeOfType<AccountNews>();

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"entry\":[")]
    [InlineData("")]
    public void What_is_no_json_cannot_be_read(string body) => FluentActions.Invoking(() => Read(body)).Should().Throw<UnreadableWebhook>();
}
