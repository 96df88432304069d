using System.Diagnostics;
using System.Text.Json;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WhatsApp;

public sealed class WhatsAppReaderTests(ITestOutputHelper output)
{
    private const string Number = "200300400500601";
    private const string Contacts = """[{"profile":{"name":"Mina Park","username":"mina.p"},"wa_id":"821012345678","user_id":"KR.70351288412390871123"}]""";
    private static readonly ChannelAccount Account = FakeGraph.Account("whatsapp", Number);

    public static TheoryData<string, InboundContent> Kinds => new()
    {
        { """ "type":"text","text":{"body":"파란색 운동화 있어요?"} """, new TextSaid("파란색 운동화 있어요?") },
        { """ "type":"image","image":{"caption":"이거랑 비슷한 거","mime_type":"image/jpeg","sha256":"c2Ft","id":"900000000000011"} """, new MediaSent("image", "900000000000011", "image/jpeg", "이거랑 비슷한 거") },
        { """ "type":"audio","audio":{"mime_type":"audio/ogg; codecs=opus","sha256":"c2Ft","id":"900000000000012","voice":true} """, new MediaSent("audio", "900000000000012", "audio/ogg; codecs=opus", null) },
        { """ "type":"document","document":{"mime_type":"application/pdf","filename":"size.pdf","id":"9"} """, new MediaSent("file", "9", "application/pdf", null, "size.pdf") },
        { """ "type":"sticker","sticker":{"mime_type":"image/webp","id":"8","animated":true} """, new MediaSent("sticker", "8", "image/webp", null) },
        { """ "type":"location","location":{"latitude":37.5665,"longitude":126.978,"name":"Seoul City Hall","address":"110 Sejong-daero"} """, new LocationSent(37.5665, 126.978, "Seoul City Hall", "110 Sejong-daero") },
        { """ "type":"location","location":{"latitude":37.5665,"longitude":126.978} """, new LocationSent(37.5665, 126.978, null, null) },
        { """ "type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"act:add:sku_311:1","title":"Add to cart"}} """, new ChoiceTapped("act:add:sku_311:1", "Add to cart") },
        { """ "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"prod:sku_311","title":"Blue runner 42","description":"₩59,000"}} """, new ChoiceTapped("prod:sku_311", "Blue runner 42") },
        { """ "type":"button","button":{"payload":"reorder:ord_88","text":"Reorder"} """, new ChoiceTapped("reorder:ord_88", "Reorder") },
        { """ "context":{"id":"wamid.PI1","referred_product":{"catalog_id":"88","product_retailer_id":"sku_311"}},"type":"text","text":{"body":"Still in stock in 42?"} """, new ProductAsked("sku_311", "Still in stock in 42?") },
        { """ "type":"reaction","reaction":{"message_id":"wamid.OUT2","emoji":"👍"} """, new Reacted("wamid.OUT2", "👍") },
        { """ "type":"reaction","reaction":{"message_id":"wamid.OUT2"} """, new Reacted("wamid.OUT2", null) },
        { """ "type":"unsupported","errors":[{"code":131051,"title":"Message type unknown"}] """, new Unsupported("unsupported") },
        { """ "type":"unsupported","unsupported":{"type":"poll"} """, new Unsupported("poll") },
        { """ "type":"hologram","hologram":{} """, new Unsupported("hologram") },
        { """ "type":"interactive" """, new Unsupported("interactive") },
        { """ "type":"text","text":7 """, new Unsupported("text") },
        { """ "type":"request_welcome" """, new Referred("whatsapp", null) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_message_is_what_its_type_says(string message, InboundContent content)
    {
        var read = Read(Message(message)).Single();

        read.ExternalId.Should().Be(Number);
        read.Event.Content.Should().Be(content);
        read.Event.ProviderKey.Should().Be("wamid.T1");
        read.Event.OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1790000001));
    }

    [Fact]
    public void The_person_is_known_by_our_id_first_and_by_the_phone_as_well()
    {
        var said = Read(Message(""" "type":"text","text":{"body":"hi"} """)).Single().Event;

        said.ThreadKey.Should().Be("KR.70351288412390871123");
        said.Sender.Should().BeEquivalentTo(new Sender([new("wa_bsuid", "KR.70351288412390871123"), new("phone", "821012345678")], "Mina Park"));
    }

    [Fact]
    public void Somebody_without_a_phone_is_known_by_our_id_alone()
    {
        var said = Read(Value(
            """ "contacts":[{"profile":{"username":"ravi_k"},"user_id":"IN.50210099887766554433"}],"messages":[{"from_user_id":"IN.50210099887766554433","id":"w1","timestamp":"1790000002","type":"text","text":{"body":"price pls"}}] """)).Single().Event;

        said.ThreadKey.Should().Be("IN.50210099887766554433");
        said.Sender.Should().BeEquivalentTo(new Sender([new("wa_bsuid", "IN.50210099887766554433")], "ravi_k"));
    }

    [Fact]
    public void Somebody_without_our_id_is_known_by_the_phone()
    {
        var said = Read(Value(""" "messages":[{"from":"972987654321","id":"w1","timestamp":"1790000002","type":"text","text":{"body":"hi"}}] """)).Single().Event;

        said.ThreadKey.Should().Be("972987654321");
        said.Sender.Identifiers.Should().Equal(new Identifier("phone", "972987654321"));
    }

    [Fact]
    public void Another_persons_contact_beside_a_message_lends_it_no_id() =>
        Read(Value($$$$$""" "contacts":{{{{{Contacts}}}}},"messages":[{"from":"15550001111","id":"w1","timestamp":"1","type":"text","text":{"body":"hi"}}] """))
            .Single().Event.Sender.Identifiers.Should().Equal(new Identifier("phone", "15550001111"));

    [Fact]
    public void A_reference_in_the_first_text_is_left_there_and_taken_out_too()
    {
        var said = Read(Message(""" "type":"text","text":{"body":"I want this (ref: k7Q2x)"} """)).Single().Event;

        said.Content.Should().Be(new TextSaid("I want this (ref: k7Q2x)"));
        said.Reference.Should().Be("k7Q2x");
    }

    [Fact]
    public void A_catalog_cart_brings_its_lines_and_the_prices_it_claims()
    {
        var cart = (CatalogCartSent)Read(Message("""
            "type":"order","order":{"catalog_id":"8","text":"","product_items":[
              {"product_retailer_id":"sku_311","quantity":2,"item_price":59000,"currency":"KRW"},{"product_retailer_id":"sku_902","quantity":"x"},{"quantity":1}]}
            """)).Single().Event.Content;

        cart.Lines.Should().Equal(new CatalogCartLine("sku_311", 2, "59000", "KRW"), new CatalogCartLine("sku_902", 0, null, null));
    }

    [Fact]
    public void A_flow_brings_its_fields()
    {
        var form = (FormSent)Read(Message(
            """ "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"name":"flow","body":"Sent","response_json":"{\"recipient\":\"Mina\",\"zip\":\"04524\",\"n\":3}"}} """)).Single().Event.Content;

        form.Fields.Should().BeEquivalentTo(new Dictionary<string, string> { ["recipient"] = "Mina", ["zip"] = "04524", ["n"] = "3" });
    }

    [Fact]
    public void A_shared_contact_brings_name_and_phones()
    {
        var contact = (ContactSent)Read(Message(
            """ "type":"contacts","contacts":[{"name":{"formatted_name":"Ravi Kumar"},"phones":[{"phone":"+91 98123 45678","wa_id":"919812345678"}],"origin":"contact_request"}] """)).Single().Event.Content;

        contact.Name.Should().Be("Ravi Kumar");
        contact.Phones.Should().Equal("+919812345678");
    }

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
            .Single().Event.Content.Should().Be(new DeliveryReported("o5", "failed", "131047: outside the customer service window"));

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
            .Single().Event.Content.Should().Be(new PreferenceSet(stop, "whatsapp"));

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

    [Fact]
    public void A_text_message_costs_at_most_eight_kilobytes()
    {
        const int rounds = 2_000;
        var call = MetaCalls.Call(Message(""" "type":"text","text":{"body":"파란색 운동화 있어요? Do you have these in blue, size 42?"} """));
        WhatsAppReader.Read(call, Account).Should().ContainSingle();

        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var n = 0; n < rounds; n++)
        {
            WhatsAppReader.Read(call, Account);
        }

        output.WriteLine($"{rounds / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} a second in a debug build");
        ((GC.GetAllocatedBytesForCurrentThread() - before) / rounds).Should().BeLessThan(8 * 1024);
    }

    [Fact]
    public void A_batch_of_a_thousand_is_read_whole()
    {
        var messages = Enumerable.Range(0, 1_000).Select(n => $$"""{"from":"82{{n}}","id":"w{{n}}","timestamp":"1790000001","type":"text","text":{"body":"{{n}}"} }""");

        Read(Value($$""" "messages":[{{string.Join(',', messages)}}] """)).Select(r => r.Event.Content.Line).Should().Equal(Enumerable.Range(0, 1_000).Select(n => $"{n}"));
    }

    [Fact]
    public void Every_recorded_payload_is_read()
    {
        var files = MetaCalls.Files("whatsapp");
        output.WriteLine(files.Count > 0 ? $"{files.Count} files of recorded payloads." : "No recorded payloads beside the checkout.");
        foreach (var file in files)
        {
            using var cases = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var one in cases.RootElement.EnumerateObject())
            {
                Read(one.Value.GetRawText()).Should().NotBeEmpty($"{Path.GetFileName(file)} {one.Name}");
            }
        }
    }

    private static IReadOnlyList<Received> Read(string body) => WhatsAppReader.Read(MetaCalls.Call(body), Account);

    private static string Message(string fields) => Value(
        $$""" "contacts":{{Contacts}},"messages":[{"from":"821012345678","from_user_id":"KR.70351288412390871123","id":"wamid.T1","timestamp":"1790000001",{{fields}}}] """);

    private static string Value(string fields) => Change("messages", fields);

    private static string Change(string field, string fields) =>
        $$$"""{"object":"whatsapp_business_account","entry":[{"id":"700800900100201","changes":[{"field":"{{{field}}}","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"15557770101","phone_number_id":"{{{Number}}}"},{{{fields}}}}}]}]}""";
}
