extern alias Sandbox;

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Kakao;

/// <summary>The sandbox's KakaoTalk against a skill server that says what a test tells it to.</summary>
public sealed class KakaoTalkTests : IAsyncLifetime
{
    private const string Hello = """{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"안녕하세요"}}],"quickReplies":[{"label":"담기","action":"block","blockId":"b1","messageText":"담기요","extra":{"payload":"v:1"}},{"label":"말","action":"message","messageText":"그냥 말"}]}}""";
    private readonly TestClock clock = new();
    private readonly SkillShop shop = new();
    private WebApplication sandbox = null!;
    private HttpClient http = null!;
    private Handset phone = null!;

    public async ValueTask InitializeAsync()
    {
        await shop.Start();
        sandbox = SandboxApp.Create(new SandboxOptions { Port = 0 }, clock);
        await sandbox.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(sandbox.Urls.First()) };
        phone = new Handset(http, "kakaotalk", "dalbit", "mina");
        (await http.PutAsJsonAsync("/sandbox/lines", new[]
        {
            new
            {
                tenant = "dalbit", name = "달빛", kind = "kakaotalk", externalId = "bot-1", webhook = shop.Url,
                secrets = new { skill_secret = "secret-1", rest_api_key = "key-1" }, settings = new { skill_block_id = "b1" },
            },
        })).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await sandbox.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task The_skill_is_called_with_the_shops_header_and_its_answer_is_what_the_phone_shows()
    {
        shop.Answers.Enqueue(Hello);

        var bubble = await phone.Say("있어요?");

        bubble.Text.Should().Be("안녕하세요");
        bubble.QuickReplies.Select(b => b.Label).Should().Equal("담기", "말");
        var call = await shop.Next();
        call.Secret.Should().Be("secret-1");
        call.Body.GetProperty("userRequest").GetProperty("utterance").GetString().Should().Be("있어요?\n");
        call.Body.GetProperty("userRequest").TryGetProperty("callbackUrl", out _).Should().BeFalse();
        call.Body.GetProperty("bot").GetProperty("id").GetString().Should().Be("bot-1");
    }

    [Fact]
    public async Task A_block_button_brings_its_extra_and_a_message_button_its_words()
    {
        shop.Answers.Enqueue(Hello);
        shop.Answers.Enqueue(Hello);
        shop.Answers.Enqueue(Hello);
        await phone.Say("있어요?");
        await shop.Next();

        await phone.Tap("담기");
        var tapped = (await shop.Next()).Body;
        await phone.Tap("말");
        var said = (await shop.Next()).Body;

        tapped.GetProperty("action").GetProperty("clientExtra").GetProperty("payload").GetString().Should().Be("v:1");
        tapped.GetProperty("userRequest").GetProperty("utterance").GetString().Should().Be("담기요");
        said.GetProperty("userRequest").GetProperty("utterance").GetString().Should().Be("그냥 말");
        said.GetProperty("action").GetProperty("clientExtra").EnumerateObject().Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"version":"2.0","template":{"outputs":[]}}""")]
    [InlineData("""{"template":{"outputs":[{"simpleText":{"text":"x"}}]}}""")]
    [InlineData("""{"version":"2.0","template":{"outputs":[{"basicCard":{"title":"x"}}]}}""")]
    [InlineData("""{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"x"}}],"quickReplies":[{"label":"fifteen letters","action":"message"}]}}""")]
    [InlineData("""{"version":"2.0","useCallback":true,"template":{"outputs":[]}}""")]
    [InlineData("no json")]
    public async Task What_kakao_would_not_show_fails_on_the_phone(string answer)
    {
        shop.Answers.Enqueue(answer);

        (await phone.Say("있어요?")).Note.Should().Be("failed");
    }

    [Fact]
    public async Task A_callback_is_good_once_and_for_a_minute()
    {
        (await http.PutAsync(new Uri("/sandbox/kakao/dalbit/callback?offered=true", UriKind.Relative), null)).EnsureSuccessStatusCode();
        shop.Answers.Enqueue("""{"version":"2.0","useCallback":true,"data":{"text":"찾는 중"}}""");
        shop.Answers.Enqueue("""{"version":"2.0","useCallback":true,"data":{"text":"찾는 중"}}""");
        (await phone.Say("하나")).Note.Should().Be("waiting");
        await phone.Say("둘");
        var (first, second) = (Callback(await shop.Next()), Callback(await shop.Next()));

        (await Post(first)).Should().Be(HttpStatusCode.OK);
        (await phone.Expect("안녕하세요")).QuickReplies.Should().NotBeEmpty();
        (await Post(first)).Should().Be(HttpStatusCode.BadRequest, "it was used");
        clock.Advance(TimeSpan.FromSeconds(61));
        (await Post(second)).Should().Be(HttpStatusCode.BadRequest, "it has expired");
    }

    [Fact]
    public async Task An_event_calls_the_block_for_the_person_and_only_with_the_right_key()
    {
        shop.Answers.Enqueue(Hello);
        await phone.Say("있어요?");
        var user = (await shop.Next()).Body.GetProperty("userRequest").GetProperty("user").GetProperty("id").GetString();
        shop.Answers.Enqueue("""{"version":"2.0","template":{"outputs":[{"simpleText":{"text":"결제 완료"}}]}}""");

        (await Talk("wrong", user!)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        using var accepted = await Talk("key-1", user!);

        var answer = await accepted.Content.ReadFromJsonAsync<JsonElement>();
        answer.GetProperty("status").GetString().Should().Be("SUCCESS");
        (await phone.Expect("결제 완료")).Text.Should().Be("결제 완료");
        var call = (await shop.Next()).Body;
        call.GetProperty("action").GetProperty("params").GetProperty("resume").GetString().Should().Be("1");
        call.GetProperty("userRequest").GetProperty("utterance").GetString().Should().Be("order_news");
        (await Talk("key-1")).StatusCode.Should().Be(HttpStatusCode.BadRequest, "an event is for somebody");
    }

    private static string Callback(SkillHeard heard) => heard.Body.GetProperty("userRequest").GetProperty("callbackUrl").GetString()!;

    private async Task<HttpStatusCode> Post(string callback)
    {
        using var answer = await http.PostAsync(callback, new StringContent(Hello, Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Talk(string key, params string[] users)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/kakao/v2/bots/bot-1/talk")
        {
            Content = JsonContent.Create(new { @event = new { name = "order_news" }, user = users.Select(id => new { type = "botUserKey", id }), @params = new { resume = "1" } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("KakaoAK", key);
        return await http.SendAsync(request);
    }
}
