using System.Net;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;
using static ChatCommerce.Tests.Channels.Kakao.KakaoWorld;

namespace ChatCommerce.Tests.Channels.Kakao;

public sealed class KakaoApiTests
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    [Fact]
    public async Task News_knocks_with_the_shops_event_for_this_person_and_no_words()
    {
        var provider = new Provider(200, """{"taskId":"t-1","status":"SUCCESS","message":"ok","timestamp":1}""");

        (await provider.Channel().Send(Part(MessageClass.Notice, "order_news"), Ct)).ProviderId.Should().Be("t-1");

        provider.Url.Should().Be("https://bot-api.kakao.com/v2/bots/5f00aa/talk");
        provider.Authorization.Should().Be("KakaoAK rest-key");
        provider.Body.Should().Be("""{"event":{"name":"order_news"},"user":[{"type":"botUserKey","id":"USER"}],"params":{"resume":"1"}}""".Replace("USER", Person));
    }

    [Theory]
    [InlineData(MessageClass.Reply, "order_news")]
    [InlineData(MessageClass.Human, "order_news")]
    [InlineData(MessageClass.Notice, null)]
    public async Task Everything_else_waits_for_the_customer(MessageClass of, string? orderEvent)
    {
        var provider = new Provider(200, "{}");

        var trouble = await provider.Channel().Invoking(c => c.Send(Part(of, orderEvent), Ct)).Should().ThrowAsync<ChannelTrouble>();

        trouble.Which.Meaning.Should().Be(Meaning.WindowClosed);
        provider.Url.Should().BeNull("nothing was sent");
    }

    [Theory]
    [InlineData(200, """{"status":"FAIL","message":"expired"}""", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(200, """{"status":"ERROR","message":"no such event"}""", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(200, "not json", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, """{"status":"ERROR"}""", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(401, """{"msg":"wrong appKey"}""", Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(403, "{}", Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(429, "{}", Retry.Temporary, Meaning.AccountSlowed)]
    [InlineData(500, "{}", Retry.Ambiguous, Meaning.ThisMessage)]
    [InlineData(501, "{}", Retry.Ambiguous, Meaning.ThisMessage)]
    [InlineData(503, "{}", Retry.Temporary, Meaning.ThisMessage)]
    [InlineData(504, "{}", Retry.Ambiguous, Meaning.ThisMessage)]
    public async Task Each_refusal_says_who_may_try_again(int status, string body, Retry retry, Meaning meaning)
    {
        var trouble = await new Provider(status, body).Channel().Invoking(c => c.Send(Part(MessageClass.Notice, "order_news"), Ct)).Should().ThrowAsync<ChannelTrouble>();

        (trouble.Which.Retry, trouble.Which.Meaning).Should().Be((retry, meaning));
    }

    [Fact]
    public async Task Retry_after_is_kept()
    {
        var provider = new Provider(429, "{}") { RetryAfter = "7" };

        var trouble = await provider.Channel().Invoking(c => c.Send(Part(MessageClass.Notice, "order_news"), Ct)).Should().ThrowAsync<ChannelTrouble>();

        trouble.Which.After.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory]
    [InlineData("https://bot-api.kakao.com/v1/bots/5f00/callback/6a7b", true)]
    [InlineData("https://BOT-API.kakao.com/x", true)]
    [InlineData("http://bot-api.kakao.com/x", false)]
    [InlineData("https://bot-api.kakao.com.evil.example/x", false)]
    [InlineData("https://bot-api.kakao.com@evil.example/x", false)]
    [InlineData("https://bot-api.kakao.com:8443/x", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("/relative", false)]
    [InlineData(null, false)]
    public void Only_kakaos_host_is_a_callback(string? url, bool answered) => new KakaoOptions().IsCallback(url).Should().Be(answered);

    [Fact]
    public async Task Another_host_is_never_called_back()
    {
        var provider = new Provider(200, """{"status":"SUCCESS"}""");

        await provider.Api().Invoking(a => a.Callback("https://evil.example/x", [], Ct)).Should().ThrowAsync<ChannelTrouble>();

        provider.Url.Should().BeNull();
    }

    [Fact]
    public async Task A_wrong_key_is_told_apart_when_the_account_is_verified()
    {
        await new Provider(404, "{}").Channel().Verify(Account(), Ct);
        await new Provider(401, "{}").Channel().Invoking(c => c.Verify(Account(), Ct)).Should().ThrowAsync<ChannelTrouble>();
        await new Provider(200, "{}").Channel().Invoking(c => c.Verify(Account() with { Credentials = new Dictionary<string, string>() }, Ct)).Should().ThrowAsync<ChannelTrouble>();
    }

    [Theory]
    [InlineData("http://secure.kakaocdn.net/dna/a/img.jpg")]
    [InlineData("https://evil.example/img.jpg")]
    [InlineData("https://kakaocdn.net.evil.example/img.jpg")]
    [InlineData("img.jpg")]
    public async Task A_picture_is_fetched_from_kakao_and_from_nobody_else(string address)
    {
        var provider = new Provider(200, "{}");

        await provider.Channel().Invoking(c => c.Fetch(Account(), new MediaSent("image", address, null, null), Ct)).Should().ThrowAsync<ChannelTrouble>();
        provider.Url.Should().BeNull();

        await provider.Channel().Invoking(c => c.Fetch(Account(), new MediaSent("image", "https://secure.kakaocdn.net/dna/a/img.jpg?credential=x", null, null), Ct))
            .Should().ThrowAsync<ChannelTrouble>("what comes is no picture");
        provider.Url.Should().StartWith("https://secure.kakaocdn.net/");
    }

    private static OutboundPart Part(MessageClass of, string? orderEvent) =>
        new(Account(orderEvent: orderEvent), Person, Id.New<OutboxId>(TimeProvider.System), 0, new Rendered("결제가 확인되었어요"), Permit.FreeForm) { Class = of };

    private sealed class Provider(int status, string body) : HttpMessageHandler, IHttpClientFactory
    {
        public string? RetryAfter { get; init; }

        public string? Url { get; private set; }

        public string? Authorization { get; private set; }

        public string? Body { get; private set; }

        public KakaoApi Api() => new(new ProviderClient(this, TimeProvider.System), new KakaoOptions());

        public KakaoChannel Channel() => new(Api(), new MediaDownload(this));

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Url = request.RequestUri!.ToString();
            Authorization = request.Headers.Authorization?.ToString();
            Body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
            var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (RetryAfter is not null)
            {
                answer.Headers.TryAddWithoutValidation("Retry-After", RetryAfter);
            }

            return answer;
        }
    }
}
