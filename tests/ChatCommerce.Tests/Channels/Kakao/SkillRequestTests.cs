using System.Diagnostics;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.Kakao.KakaoWorld;

namespace ChatCommerce.Tests.Channels.Kakao;

public sealed class SkillRequestTests(ITestOutputHelper output)
{
    private const string Text = """
        {"intent":{"id":"6512aa","name":"폴백 블록","extra":{"reason":{"code":1,"message":"OK"}}},
         "userRequest":{"timezone":"Asia/Seoul","params":{"surface":"Kakaotalk.plusfriend","ignoreMe":"true"},"block":{"id":"6512aa","name":"폴백 블록"},"utterance":"파란색 운동화 있어요?\n","lang":"kr",
          "user":{"id":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","type":"botUserKey","properties":{"botUserKey":"0f1e2d3c4b5a69788796a5b4c3d2e1f0","plusfriendUserKey":"pfk_abc123","isFriend":true,"appUserId":"881"}},
          "callbackUrl":"https://bot-api.kakao.com/v1/bots/5f00/callback/6a7b8c9d"},
         "bot":{"id":"5f00aa!","name":"acme"},
         "action":{"id":"65aa","name":"acme_skill","params":{},"detailParams":{},"clientExtra":{}},
         "flow":{"trigger":{"type":"TEXT_INPUT"},"lastBlock":{"id":"6511ff","name":"웰컴 블록"}},"contexts":[]}
        """;

    private const string ForeignButton = """
        {"intent":{"id":"6512ab","name":"담기"},"userRequest":{"timezone":"Asia/Seoul","params":{"surface":"Kakaotalk.plusfriend"},"block":{"id":"6512ab","name":"담기"},"utterance":"담기","lang":"ko","user":{"id":"0f1e","type":"botUserKey","properties":{"botUserKey":"0f1e"}}},"bot":{"id":"5f00aa","name":"acme"},"action":{"id":"65aa","name":"acme_skill","params":{},"detailParams":{},"clientExtra":{"act":"add","sku":"sku_311","qty":1}},"flow":{"trigger":{"type":"CARD_BUTTON_BLOCK","referrerBlock":{"id":"6512aa","name":"폴백 블록"}}},"contexts":[{"name":"cart","lifespan":3,"ttl":540,"params":{"cartId":{"value":"cart_91","resolvedValue":"cart_91"}}}]}
        """;

    private const string ListItem = """
        {"intent":{"id":"6512ac","name":"상품"},"userRequest":{"block":{"id":"6512ac","name":"상품"},"utterance":"블루 러너 42","lang":"ko","user":{"id":"0f1e","type":"botUserKey"}},"bot":{"id":"5f00aa","name":"acme"},"action":{"id":"65aa","name":"acme_skill","params":{},"detailParams":{},"clientExtra":{"prod":"sku_311"}},"flow":{"trigger":{"type":"LIST_ITEM_BLOCK"}},"contexts":[]}
        """;

    private const string Picture = """
        {"intent":{"id":"6512ad","name":"사진 접수"},"userRequest":{"block":{"id":"6512ad","name":"사진 접수"},"utterance":"http://secure.kakaocdn.net/x","lang":"ko","user":{"id":"0f1e","type":"botUserKey"}},"bot":{"id":"5f00aa","name":"acme"},"action":{"id":"65aa","name":"acme_skill","params":{"secureimage":"{\"privacyAgreement\":\"Y\",\"imageQuantity\":\"2\",\"secureUrls\":\"List(https://secure.kakaocdn.net/dna/a/img.jpg?credential=x, https://secure.kakaocdn.net/dna/b/img.jpg?credential=y)\",\"expire\":\"2026-10-01T00:00:00+0900\"}"},"detailParams":{},"clientExtra":null},"contexts":[]}
        """;

    [Fact]
    public void A_text_is_read_with_its_person_its_bot_and_its_callback()
    {
        var skill = Open(Text);

        skill.Contents.Should().Equal(new TextSaid("파란색 운동화 있어요?"));
        skill.BotId.Should().Be("5f00aa", "the mark of a development bot is no part of the id");
        skill.Sender.Identifiers.Should().Equal(
            new Identifier("kakao_user", Person), new Identifier("kakao_channel_user", "pfk_abc123"), new Identifier("kakao_app_user", "881"));
        skill.Sender.Language.Should().Be("ko");
        skill.CallbackUrl.Should().Be("https://bot-api.kakao.com/v1/bots/5f00/callback/6a7b8c9d");
        skill.Resumes.Should().BeFalse();
    }

    [Fact]
    public void Our_own_button_comes_back_as_its_payload() =>
        Open(Body("담기", new { payload = "v:0190", n = "out:1:0" })).Contents.Should().Equal(new ChoiceTapped("v:0190", "담기"));

    [Fact]
    public void A_button_of_the_bot_builder_is_a_tap_with_its_label()
    {
        Open(ForeignButton).Contents.Should().ContainSingle().Which.Should().BeOfType<ChoiceTapped>().Which.Label.Should().Be("담기");
        Open(ListItem).Contents.Should().ContainSingle().Which.Should().BeOfType<ChoiceTapped>().Which.Label.Should().Be("블루 러너 42");
    }

    [Fact]
    public void Every_picture_of_the_plugin_is_one_event_with_a_key_of_its_own()
    {
        var skill = Open(Picture);

        skill.Contents.Cast<MediaSent>().Select(m => m.Source).Should().Equal(
            "https://secure.kakaocdn.net/dna/a/img.jpg?credential=x", "https://secure.kakaocdn.net/dna/b/img.jpg?credential=y");
        skill.Events("k").Select(r => r.Event.ProviderKey).Should().Equal("k", "k#1");
    }

    [Fact]
    public void A_place_is_read_from_any_parameter_that_holds_one() =>
        Open(Body("위치").Replace("\"params\":{}", "\"params\":{\"place\":\"{\\\"latitude\\\":37.5,\\\"longitude\\\":127.0,\\\"address\\\":\\\"서울\\\"}\"}"))
            .Contents.Should().Equal(new LocationSent(37.5, 127.0, null, "서울"));

    [Fact]
    public void Half_a_surrogate_pair_spoils_neither_the_words_around_it_nor_a_parameters_name()
    {
        Open(Body("shoes ? please").Replace("?", "\\ud83d")).Contents.Should().Equal(new TextSaid("shoes  please"));
        Open(Body("hi").Replace("\"params\":{}", "\"params\":{\"\\ud800\":\"x\"}")).Contents.Should().Equal(new TextSaid("hi"));
    }

    [Theory]
    [InlineData("결과 보기")]
    [InlineData("결과 보기\n")]
    [InlineData("show result")]
    public void Asking_for_the_result_says_nothing(string utterance)
    {
        var skill = Open(Body(utterance));

        skill.Resumes.Should().BeTrue();
        skill.Events(skill.Key).Should().BeEmpty();
    }

    [Fact]
    public void The_buttons_extra_and_an_events_parameters_ask_for_the_result_too()
    {
        Open(Body("아무 말", new { resume = "1" })).Resumes.Should().BeTrue();
        Open(Body("order_news").Replace("\"params\":{}", "\"params\":{\"resume\":\"1\"}")).Resumes.Should().BeTrue();
        Open(Body("order_news").Replace("\"timezone\"", "\"params\":{\"resume\":\"1\"},\"timezone\"")).Resumes.Should().BeTrue();
        Open(Body("아무 말")).Resumes.Should().BeFalse();
    }

    [Fact]
    public void A_callbacks_address_is_the_key_of_words_but_a_double_tap_is_one_tap_whatever_its_callbacks()
    {
        Key("네", callback: "https://bot-api.kakao.com/a").Should().NotBe(Key("네", callback: "https://bot-api.kakao.com/b"));
        Key("네", callback: "https://bot-api.kakao.com/a", at: At.AddMinutes(2)).Should().Be(Key("네", callback: "https://bot-api.kakao.com/a"));
        Key("담기", Tap("1"), "https://bot-api.kakao.com/a").Should().Be(Key("담기", Tap("1"), "https://bot-api.kakao.com/b"));
    }

    [Fact]
    public void The_same_words_within_three_seconds_are_one_message_and_later_ones_another()
    {
        Key("담기", Tap("1"), at: At.AddSeconds(2)).Should().Be(Key("담기", Tap("1")));
        Key("담기", Tap("1"), at: At.AddSeconds(3)).Should().NotBe(Key("담기", Tap("1")));
        Open(Body("담기", Tap("1")), At.AddSeconds(4)).EarlierKey.Should().Be(Key("담기", Tap("1"), at: At.AddSeconds(2)), "a double tap may straddle two buckets");
    }

    [Fact]
    public void Another_person_bot_word_or_button_is_another_message()
    {
        var key = Key("담기", Tap("1"));

        new[]
        {
            Key("담아", Tap("1")), Key("담기", Tap("2")), Key("담기"),
            Open(Body("담기", Tap("1"), person: "somebody-else")).Key, Open(Body("담기", Tap("1"), bot: "other")).Key,
        }.Should().NotContain(key).And.OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"bot":{"id":"5f00aa"},"userRequest":{"user":{}}}""")]
    public void What_names_nobody_is_no_skill_request(string body) =>
        FluentActions.Invoking(() => Open(body)).Should().Throw<UnreadableWebhook>();

    [Theory]
    [InlineData("""{"bot":{"id":"b"},"userRequest":{"user":{"id":"u"}}}""")]
    [InlineData("""{"bot":{"id":"b"},"userRequest":{"user":{"id":"u"},"utterance":null,"lang":7},"action":[],"flow":"x"}""")]
    [InlineData("""{"bot":{"id":"b"},"userRequest":{"user":{"id":"u"},"utterance":"\ud800"},"action":{"params":{"secureimage":"{"},"clientExtra":"x"}}""")]
    [InlineData("""{"bot":{"id":"b"},"userRequest":{"user":{"id":"u"},"utterance":"\u0000"},"action":{"params":{"secureimage":"{\"secureUrls\":\"x\"}"}}}""")]
    public void What_says_nothing_readable_is_kept_as_unsupported(string body) =>
        Open(body).Contents.Should().ContainSingle().Which.Should().BeOfType<Unsupported>();

    [Theory]
    [InlineData("X-ChatCommerce-Skill", Secret, true)]
    [InlineData("Authorization", Secret, true)]
    [InlineData("Authorization", "Bearer " + Secret, true)]
    [InlineData("X-ChatCommerce-Skill", "the-secret-before", true)]
    [InlineData("X-ChatCommerce-Skill", Secret + " ", false)]
    [InlineData("X-ChatCommerce-Skill", "A-long-random-secret", false)]
    [InlineData("X-ChatCommerce-Skill", "", false)]
    [InlineData("Authorization", "Bearer ", false)]
    [InlineData("X-Other", Secret, false)]
    public void Only_the_shops_own_header_is_genuine(string header, string value, bool genuine)
    {
        var account = Account();
        account = account with { Credentials = new Dictionary<string, string>(account.Credentials) { ["skill_secret_old"] = "the-secret-before" } };
        var request = Request(Body("hi")) with { Headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [header] = value } };

        Channel().IsGenuine(request, account).Should().Be(genuine);
    }

    [Fact]
    public void A_text_message_costs_at_most_eight_kilobytes()
    {
        const int rounds = 2_000;
        var (channel, account, request) = (Channel(), Account(), Request(Text));
        channel.Read(request, account).Should().ContainSingle();

        var (before, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
        for (var n = 0; n < rounds; n++)
        {
            channel.Read(request, account);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;
        output.WriteLine($"{rounds / Stopwatch.GetElapsedTime(started).TotalSeconds:N0} a second and {each} bytes each in a debug build");
        each.Should().BeLessThan(8 * 1024);
    }

    [Fact]
    public void Without_a_secret_of_its_own_an_account_believes_nobody()
    {
        var account = Account() with { Credentials = new Dictionary<string, string> { ["skill_secret"] = "" } };

        Channel().IsGenuine(Request(Body("hi"), secret: ""), account).Should().BeFalse();
    }

    private static KakaoChannel Channel() => new(null!, null!);

    private static object Tap(string n) => new { payload = "v:1", n };

    private static string Key(string utterance, object? extra = null, string? callback = null, DateTimeOffset? at = null) =>
        Open(Body(utterance, extra, callback), at).Key;
}
