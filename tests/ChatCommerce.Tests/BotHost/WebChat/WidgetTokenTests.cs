using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class WidgetTokenTests(ChatHost host) : IClassFixture<ChatHost>
{
    private string Own => host.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_page_of_the_shop_gets_a_token_without_its_key()
    {
        var answer = await host.Send(HttpMethod.Post, "/harbor/chat/token", null, origin: Own);

        answer.Status.Should().Be(200);
        answer.Text.Should().NotContain(host.Harbor.Key);
        (await host.Send(HttpMethod.Post, "conversations", answer.Json.GetProperty("token").GetString())).Status.Should().Be(201);
    }

    [Fact]
    public async Task A_shop_is_found_by_its_host_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Headers = { Host = "harbor.localhost" } };
        ((int)(await host.Http.SendAsync(request)).StatusCode).Should().Be(200);

        using var unknown = new HttpRequestMessage(HttpMethod.Post, "/chat/token") { Headers = { Host = "nowhere.localhost" } };
        ((int)(await host.Http.SendAsync(unknown)).StatusCode).Should().Be(404);
    }

    [Fact]
    public async Task A_visitor_comes_back_to_the_same_conversation_by_the_last_token()
    {
        var first = (await host.Send(HttpMethod.Post, "/harbor/chat/token", null)).Json;

        var again = await host.Send(HttpMethod.Post, "/harbor/chat/token", null, new { token = first.GetProperty("token").GetString() });

        again.Json.GetProperty("conversationId").GetString().Should().Be(first.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task The_token_of_another_shop_or_a_forged_one_opens_a_new_conversation()
    {
        var foreign = (await host.Send(HttpMethod.Post, "/dalbit/chat/token", null)).Json;

        foreach (var token in new[] { foreign.GetProperty("token").GetString(), "forged.token", "" })
        {
            var answer = await host.Send(HttpMethod.Post, "/harbor/chat/token", null, new { token });
            answer.Status.Should().Be(200);
            answer.Json.GetProperty("conversationId").GetString().Should().NotBe(foreign.GetProperty("conversationId").GetString());
        }
    }

    [Fact]
    public async Task A_page_elsewhere_gets_none() =>
        (await host.Send(HttpMethod.Post, "/harbor/chat/token", null, origin: "https://evil.example")).Status.Should().Be(403);

    [Fact]
    public async Task A_shop_that_is_not_there_has_no_chat() => (await host.Send(HttpMethod.Post, "/nowhere/chat/token", null)).Status.Should().Be(404);
}
