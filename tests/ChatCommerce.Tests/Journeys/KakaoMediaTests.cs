using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using ChatCommerce.Tests.BotHost.Pipeline.Skills;
using ChatCommerce.Tests.Channels.Kakao;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>Pictures that KakaoTalk's plugin hands over: addresses at Kakao's own servers, which carry their own permission and go stale.</summary>
public sealed class KakaoMediaTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PictureServer pictures = new();
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.Start(database, services: services => services.AddSingleton<IHttpClientFactory>(pictures));

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        pictures.Dispose();
    }

    [Fact]
    public async Task Each_picture_of_the_plugin_is_fetched_once_and_kept()
    {
        var mina = Caller("kim");

        await mina.Post(Pictures("kim", "https://secure.kakaocdn.net/dna/a/img.png?credential=x", "https://secure.kakaocdn.net/dna/b/img.png?credential=y"));

        await Becomes("kim", "stored,stored");
        (await database.Ask<byte[]>("select f.content from inbound_media f join conversation c on c.id = f.conversation_id where c.thread_key = 'kim'")).Should().AllSatisfy(b => b.Should().Equal(PictureServer.Picture));
        pictures.Asked.Where(a => a.Contains("/dna/a/", StringComparison.Ordinal) || a.Contains("/dna/b/", StringComparison.Ordinal)).Should().OnlyHaveUniqueItems().And.HaveCount(2);
    }

    [Fact]
    public async Task An_address_that_is_not_Kakaos_is_never_called()
    {
        await Caller("lee").Post(Pictures("lee", "https://kakaocdn.net.evil.example/img.png"));

        await Becomes("lee", "refused");
        pictures.Asked.Should().NotContain(a => a.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_picture_that_is_gone_is_told_so()
    {
        await Caller("choi").Post(Pictures("choi", "https://secure.kakaocdn.net/dna/gone/img.png"));

        await Becomes("choi", "expired");
    }

    private SkillCaller Caller(string person) => new(host.Http, host.Shops.Tenant("dalbit").Channel("kakaotalk"), person);

    private string Pictures(string person, params string[] addresses)
    {
        var plugin = JsonSerializer.Serialize(new { privacyAgreement = "Y", imageQuantity = $"{addresses.Length}", secureUrls = $"List({string.Join(", ", addresses)})", expire = "2030-01-01T00:00:00+0900" });
        var body = KakaoWorld.Body("사진", null, null, person, host.Shops.Tenant("dalbit").Channel("kakaotalk").ExternalId);
        return body.Replace("\"name\":\"acme_skill\",\"params\":{}", $"\"name\":\"acme_skill\",\"params\":{{\"secureimage\":{JsonSerializer.Serialize(plugin)}}}", StringComparison.Ordinal);
    }

    private Task Becomes(string person, string states) => database.Until(
        $"select coalesce(string_agg(f.state, ',' order by f.created_at), '') from inbound_media f join conversation c on c.id = f.conversation_id where c.thread_key = '{person}'", states);

    private sealed class PictureServer : HttpMessageHandler, IHttpClientFactory
    {
        public static readonly byte[] Picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 7, 7, 7];

        public ConcurrentQueue<string> Asked { get; } = new();

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(request.RequestUri.AbsolutePath.Contains("/gone/", StringComparison.Ordinal)
                ? new HttpResponseMessage(HttpStatusCode.NotFound)
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Picture) { Headers = { ContentType = new("image/png") } } });
        }
    }
}
