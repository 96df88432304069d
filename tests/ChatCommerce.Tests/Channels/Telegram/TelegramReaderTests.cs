using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Telegram;

/// <summary>Updates in the shapes that core.telegram.org/bots/api documents.</summary>
public sealed class TelegramReaderTests
{
    private const string Head = """ "message_id":53,"from":{"id":7000000001,"is_bot":false,"first_name":"Mina","last_name":"Park","username":"mina_p","language_code":"ko-KR"},"chat":{"id":7000000001,"type":"private","first_name":"Mina"},"date":1790000402 """;
    private readonly TelegramBot bot = new();

    [Fact]
    public void A_text_says_who_wrote_what_where_and_when()
    {
        var read = bot.Read(Message("""
            "text":"파란색 운동화 있어요?"
            """));

        read.Content.Should().Be(new TextSaid("파란색 운동화 있어요?"));
        read.ProviderKey.Should().Be("900000003");
        read.MessageId.Should().Be("7000000001:53");
        read.ThreadKey.Should().Be("7000000001");
        read.OccurredAt.Should().Be(DateTimeOffset.FromUnixTimeSeconds(1790000402));
        read.Sender.Identifiers.Should().ContainSingle().Which.Should().Be(new Identifier("telegram_user", "7000000001"));
        (read.Sender.DisplayName, read.Sender.Language).Should().Be(("Mina Park", "ko"));
    }

    public static readonly TheoryData<string, InboundContent> Kinds = new()
    {
        { """ "photo":[{"file_id":"AgACs","width":90},{"file_id":"AgACl","width":1280}],"caption":"like this" """, new MediaSent("image", "AgACl", "image/jpeg", "like this") },
        { """ "voice":{"file_id":"AwACv","duration":4,"mime_type":"audio/ogg"} """, new MediaSent("audio", "AwACv", "audio/ogg", null) },
        { """ "audio":{"file_id":"a1","mime_type":"audio/mpeg","file_name":"song.mp3"} """, new MediaSent("audio", "a1", "audio/mpeg", null, "song.mp3") },
        { """ "video":{"file_id":"v1","mime_type":"video/mp4"} """, new MediaSent("video", "v1", "video/mp4", null) },
        { """ "video_note":{"file_id":"n1","length":240} """, new MediaSent("video", "n1", null, null) },
        { """ "animation":{"file_id":"g1","mime_type":"video/mp4"},"document":{"file_id":"g1"} """, new MediaSent("video", "g1", "video/mp4", null) },
        { """ "document":{"file_id":"d1","mime_type":"application/pdf","file_name":"order.pdf"},"caption":"here" """, new MediaSent("file", "d1", "application/pdf", "here", "order.pdf") },
        { """ "sticker":{"file_id":"s1","emoji":"👍"} """, new MediaSent("sticker", "s1", null, "👍") },
        { """ "location":{"latitude":37.5665,"longitude":126.978} """, new LocationSent(37.5665, 126.978, null, null) },
        { """ "venue":{"location":{"latitude":1.5,"longitude":2.5},"title":"City Hall","address":"110 Sejong-daero"},"location":{"latitude":1.5,"longitude":2.5} """, new LocationSent(1.5, 2.5, "City Hall", "110 Sejong-daero") },
        { """ "location":{"latitude":137.5,"longitude":126.978} """, new Unsupported("location") },
        { """ "dice":{"emoji":"🎲","value":3} """, new Unsupported("dice") },
        { """ "successful_payment":{"currency":"USD","total_amount":4500} """, new Unsupported("successful_payment") },
        { """ "text":"" """, new Unsupported("empty message") },
        { """ "text":"/cart" """, new TextSaid("cart") },
        { """ "text":"/order_status@acme_bot 1042" """, new TextSaid("order status 1042") },
        { """ "text":"a\u0000b \ud800 c" """, new TextSaid("ab  c") },
        { """ "\ud800x":1 """, new Unsupported("x") },
        { """ "a\u0000b":1 """, new Unsupported("ab") },
        { """ "text":7 """, new Unsupported("empty message") },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_message_has_its_normal_form(string said, InboundContent expected) => bot.Read(Message(said)).Content.Should().Be(expected);

    [Fact]
    public void A_contact_brings_a_name_and_a_number() =>
        bot.Read(Message(""" "contact":{"phone_number":"821012345678","first_name":"Mina","user_id":7000000001} """)).Content
            .Should().BeEquivalentTo(new ContactSent("Mina", ["821012345678"]));

    [Theory]
    [InlineData("/start store_k7Q2x", "store_k7Q2x")]
    [InlineData("/start p_pier-mug", "p:pier-mug")]
    [InlineData("/start order_H-1042", "order:H-1042")]
    [InlineData("/start", null)]
    public void A_deep_link_brings_its_reference_and_says_nothing(string text, string? reference)
    {
        var read = bot.Read(Message($"\"text\":\"{text}\""));

        read.Content.Should().Be(new Referred("telegram", null));
        read.Reference.Should().Be(reference);
    }

    [Fact]
    public void A_tapped_button_is_a_choice_with_the_label_it_showed()
    {
        var read = bot.Read(Tap(""" "reply_markup":{"inline_keyboard":[[{"text":"Remove","callback_data":"x"}],[{"text":"Add to cart","callback_data":"a:add:sku_311:1"}]]}, """));

        read.Content.Should().Be(new ChoiceTapped("a:add:sku_311:1", "Add to cart"));
        (read.ProviderKey, read.ThreadKey, read.MessageId).Should().Be(("tap:4382", "7000000001", null));
    }

    [Fact]
    public void A_tap_on_a_message_too_old_to_be_sent_along_is_still_a_choice() =>
        bot.Read(Tap("")).Content.Should().Be(new ChoiceTapped("a:add:sku_311:1", "a:add:sku_311:1"));

    [Fact]
    public void The_answer_to_a_stored_tap_stops_its_spinner()
    {
        var batch = bot.Channel.Read(bot.Request(Tap("")), bot.Account);

        bot.Channel.Acknowledge(batch).Body.Should().Be("""{"method":"answerCallbackQuery","callback_query_id":"4382"}""");
    }

    [Fact]
    public void Telegrams_own_checkout_is_refused_at_once_and_other_updates_are_answered_with_nothing()
    {
        var checkout = bot.Channel.Read(bot.Request("""{"update_id":11,"pre_checkout_query":{"id":"55","from":{"id":7000000001,"is_bot":false,"first_name":"Mina"},"currency":"USD","total_amount":4500,"invoice_payload":"ord_91"}}"""), bot.Account);

        checkout[0].Event.Content.Should().Be(new Unsupported("pre_checkout_query"));
        bot.Channel.Acknowledge(checkout).Body.Should().Contain("answerPreCheckoutQuery").And.Contain("\"ok\":false");
        bot.Channel.Acknowledge(bot.Channel.Read(bot.Request(Message("\"text\":\"hi\"")), bot.Account)).Body.Should().BeEmpty();
    }

    [Fact]
    public void A_question_for_shipping_is_refused_by_its_own_call()
    {
        var shipping = bot.Channel.Read(bot.Request("""{"update_id":12,"shipping_query":{"id":"56","from":{"id":7000000001,"is_bot":false,"first_name":"Mina"},"invoice_payload":"ord_91","shipping_address":{"country_code":"KR"}}}"""), bot.Account);

        shipping[0].Event.Should().BeEquivalentTo(new { ProviderKey = "shipping:56", Content = new Unsupported("shipping_query") });
        bot.Channel.Acknowledge(shipping).Body.Should()
            .Be("""{"method":"answerShippingQuery","shipping_query_id":"56","ok":false,"error_message":"Please use the pay link of your order."}""");
    }

    [Fact]
    public void An_edit_names_the_message_it_changes()
    {
        var read = bot.Read($$"""{"update_id":900000008,"edited_message":{{{Head}},"edit_date":1790000420,"text":"남색 운동화 있어요?"} }""");

        read.Content.Should().Be(new MessageEdited("7000000001:53", "남색 운동화 있어요?"));
        read.ProviderKey.Should().Be("edit:7000000001:53:1790000420");
    }

    [Theory]
    [InlineData("""[{"type":"emoji","emoji":"👍"}]""", "👍")]
    [InlineData("""[{"type":"custom_emoji","custom_emoji_id":"1"}]""", "custom_emoji")]
    [InlineData("[]", null)]
    public void A_reaction_is_set_or_taken_back(string now, string? emoji) =>
        bot.Read($$"""{"update_id":9,"message_reaction":{"chat":{"id":7000000001,"type":"private"},"message_id":60,"user":{"id":7000000001,"first_name":"Mina"},"date":1790000421,"old_reaction":[],"new_reaction":{{now}} } }""")
            .Content.Should().Be(new Reacted("7000000001:60", emoji));

    [Theory]
    [InlineData("kicked", true)]
    [InlineData("left", true)]
    [InlineData("member", false)]
    public void Blocking_the_bot_is_an_opt_out_and_unblocking_an_opt_in(string status, bool stop) =>
        bot.Read($$"""{"update_id":10,"my_chat_member":{"chat":{"id":7000000001,"type":"private"},"from":{"id":7000000001,"first_name":"Mina"},"date":1790000430,"old_chat_member":{"status":"member"},"new_chat_member":{"user":{"id":8000,"is_bot":true},"status":"{{status}}","until_date":0} } }""")
            .Content.Should().Be(new PreferenceSet(stop, "telegram"));

    [Theory]
    [InlineData("""{"update_id":1,"message":{"message_id":5,"from":{"id":7},"chat":{"id":-100,"type":"supergroup"},"date":1,"text":"hi all"}}""")]
    [InlineData("""{"update_id":1,"channel_post":{"message_id":5,"chat":{"id":-100,"type":"channel"},"date":1,"text":"news"}}""")]
    [InlineData("""{"update_id":1,"poll":{"id":"1"}}""")]
    [InlineData("""{"update_id":1,"message":"broken"}""")]
    [InlineData("""{"update_id":1,"message":{"message_id":5,"chat":{"id":7,"type":"private"},"date":1}}""")]
    [InlineData("""{"update_id":1,"callback_query":{"id":"4","from":{"id":7},"message":{"message_id":5,"chat":{"id":-100,"type":"group"}},"data":"x"}}""")]
    [InlineData("""{"update_id":1,"something_new":{"chat":{"id":7,"type":"private"}}}""")]
    [InlineData("""{"update_id":1}""")]
    [InlineData("""{"update_id":1,"\ud800":{"chat":{"id":7,"type":"private"}}}""")]
    [InlineData("{}")]
    public void What_is_from_no_person_in_a_private_chat_is_kept_without_a_thread(string update)
    {
        var read = bot.Read(update);

        read.Content.Should().BeOfType<Unsupported>();
        read.ThreadKey.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{\"update_id\":1")]
    public void A_body_that_is_no_object_is_unreadable(string body) => bot.Invoking(b => b.Read(body)).Should().Throw<UnreadableWebhook>();

    [Theory]
    [InlineData(TelegramBot.Secret, true)]
    [InlineData("A_random-256_tokeN", false)]
    [InlineData("A_random-256_token ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_the_secret_of_the_account_is_genuine(string? secret, bool genuine) =>
        bot.Channel.IsGenuine(bot.Request("{}", secret), bot.Account).Should().Be(genuine);

    [Fact]
    public void While_the_secret_is_changed_the_one_before_it_is_genuine_too_and_without_any_nothing_is()
    {
        var changing = bot.Account with { Credentials = new Dictionary<string, string> { ["secret_token"] = "new", ["secret_token_old"] = TelegramBot.Secret } };

        bot.Channel.IsGenuine(bot.Request("{}"), changing).Should().BeTrue();
        bot.Channel.IsGenuine(bot.Request("{}", ""), changing with { Credentials = new Dictionary<string, string> { ["secret_token"] = "" } }).Should().BeFalse();
    }

    [Fact]
    public void A_text_is_read_with_little_memory()
    {
        var request = bot.Request(Message("\"text\":\"blue shoes?\""));
        Reading.BytesOf(() => bot.Channel.Read(request, bot.Account)).Should().BeLessThanOrEqualTo(8 * 1024);
    }

    private static string Message(string said) => $$"""{"update_id":900000003,"message":{{{Head}},{{said}} } }""";

    private static string Tap(string markup) =>
        $$"""{"update_id":900000007,"callback_query":{"id":"4382","from":{"id":7000000001,"is_bot":false,"first_name":"Mina"},"message":{"message_id":60,"chat":{"id":7000000001,"type":"private"},{{markup}}"date":0},"chat_instance":"-88","data":"a:add:sku_311:1"} }""";
}
