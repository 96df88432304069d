using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class OriginTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Theory]
    [InlineData(null, 200)]
    [InlineData(ChatHost.AllowedOrigin, 200)]
    [InlineData("http://harbor.localhost:5080", 200)]
    [InlineData("https://harbor.shops.example", 200)]
    [InlineData("https://dalbit.shops.example", 403)]
    [InlineData("https://shops.example", 403)]
    [InlineData("https://harbor-goods.example:444", 403)]
    [InlineData("http://harbor-goods.example", 403)]
    [InlineData("https://harbor-goods.example.evil.example", 403)]
    [InlineData("https://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("javascript:alert(1)", 403)]
    public async Task A_page_may_speak_to_a_shop_only_from_its_origins(string? origin, int status)
    {
        var answer = await host.Send(HttpMethod.Post, "tokens/generate", host.Harbor.Key, origin: origin);

        answer.Status.Should().Be(status);
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed).Should().Be(status == 200 && origin is not null);
        (allowed?.Single()).Should().Be(status == 200 ? origin : null);
    }

    [Fact]
    public async Task The_page_of_this_very_address_may_speak()
    {
        (await host.Send(HttpMethod.Post, "tokens/generate", host.Harbor.Key, origin: host.Address.GetLeftPart(UriPartial.Authority))).Status.Should().Be(200);
    }

    [Fact]
    public async Task A_token_works_only_from_the_origins_its_maker_named()
    {
        var thread = await host.Start(host.Harbor, new { trustedOrigins = new[] { "https://partner.example" } });

        (await host.Send(HttpMethod.Post, "tokens/refresh", thread.Token, origin: "https://partner.example")).Status.Should().Be(200);
        (await host.Send(HttpMethod.Post, "tokens/refresh", thread.Token, origin: ChatHost.AllowedOrigin)).Status.Should().Be(403);
    }

    [Fact]
    public async Task A_preflight_is_answered_without_a_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/v3/directline/conversations/x/activities");
        request.Headers.Add("Origin", "https://any.example");
        request.Headers.Add("Access-Control-Request-Method", "POST");

        using var response = await host.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(204);
        response.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("https://any.example");
        response.Headers.GetValues("Access-Control-Allow-Headers").Single().Should().Contain("Authorization").And.Contain("x-ms-bot-agent");
        response.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
    }

    [Fact]
    public async Task Other_endpoints_are_not_opened_to_other_origins()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Add("Origin", ChatHost.AllowedOrigin);

        (await host.Http.SendAsync(request)).Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }
}
