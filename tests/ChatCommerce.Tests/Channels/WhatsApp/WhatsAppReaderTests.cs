using System.Diagnostics;
using ChatCommerce.Channels.WhatsApp;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.WhatsApp.WhatsAppBodies;

namespace ChatCommerce.Tests.Channels.WhatsApp;

public sealed class WhatsAppReaderTests(ITestOutputHelper output)
{
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
}
