using System.Net.Http.Headers;
using System.Text;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class BadInputTests(ChatHost host) : IClassFixture<ChatHost>
{
    private static readonly string[] Endpoints =
        ["POST tokens/generate", "POST tokens/refresh", "POST conversations", "GET conversations/{id}", "GET conversations/{id}/activities",
         "POST conversations/{id}/activities", "POST conversations/{id}/upload"];

    public static TheoryData<string> All() => [.. Endpoints];

    public static TheoryData<string> OfConversation() => [.. Endpoints.Where(e => e.Contains("{id}", StringComparison.Ordinal))];

    public static TheoryData<string> WithJson() => [.. Endpoints.Where(e => e.StartsWith("POST", StringComparison.Ordinal) && !e.EndsWith("upload", StringComparison.Ordinal) && !e.EndsWith("refresh", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(All))]
    public async Task Nobody_is_let_in_without_a_token(string endpoint)
    {
        var thread = await host.Start(host.Harbor);

        Refused(await Send(endpoint, thread.Id, null), 401, "MissingProperty");
        Refused(await Send(endpoint, thread.Id, "no key of ours, long enough"), 403, "NotAllowed");
        Refused(await Send(endpoint, thread.Id, new string('x', 7_000)), 403, "NotAllowed");
        Refused(await Send(endpoint, thread.Id, thread.Token + "x"), 403, "NotAllowed");
    }

    [Theory]
    [MemberData(nameof(OfConversation))]
    public async Task No_token_and_no_key_reaches_a_conversation_of_others(string endpoint)
    {
        var (mine, neighbour, foreign) = (await host.Start(host.Harbor), await host.Start(host.Harbor), await host.Start(host.Dalbit));
        await neighbour.Say("private");

        Refused(await Send(endpoint, neighbour.Id, mine.Token), 403, "NotAllowed");
        Refused(await Send(endpoint, mine.Id, foreign.Token), 403, "NotAllowed");
        Refused(await Send(endpoint, mine.Id, host.Dalbit.Key), 404, "NotFound");
        Refused(await Send(endpoint, "made-up", host.Harbor.Key), 404, "NotFound");
        Refused(await Send(endpoint, new string('a', 500), mine.Token), 403, "NotAllowed");
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task A_body_that_is_no_json_of_ours_is_malformed(string endpoint)
    {
        foreach (var body in new[] { "{", "[]", "12", "null", "\"x\"", "{\"user\":5,\"type\":5}", "\u0000", new string('[', 500) })
        {
            var thread = await host.Start(host.Harbor);
            var bearer = endpoint.EndsWith("generate", StringComparison.Ordinal) ? host.Harbor.Key : thread.Token;
            Refused(await Send(endpoint, thread.Id, bearer, body), 400, "MalformedData");
        }
    }

    [Theory]
    [MemberData(nameof(WithJson))]
    public async Task Another_content_type_and_too_long_a_body_are_refused(string endpoint)
    {
        var thread = await host.Start(host.Harbor);
        var bearer = endpoint.EndsWith("generate", StringComparison.Ordinal) ? host.Harbor.Key : thread.Token;

        Refused(await Send(endpoint, thread.Id, bearer, new StringContent("<a/>", Encoding.UTF8, "text/xml")), 415, "NotSupported");
        Refused(await Send(endpoint, thread.Id, bearer, new ByteArrayContent([123])), 415, "NotSupported");
        Refused(await Send(endpoint, thread.Id, bearer, "{\"text\":\"" + new string('x', 300_000) + "\"}"), 413, "InvalidRange");
    }

    [Theory]
    [InlineData("""{"trustedOrigins":["not an origin"]}""")]
    [InlineData("""{"trustedOrigins":[null]}""")]
    [InlineData("""{"trustedOrigins":["https://a.example/path"]}""")]
    public async Task An_origin_that_is_none_is_told(string body) =>
        Refused(await host.Send(HttpMethod.Post, "tokens/generate", host.Harbor.Key, body), 400, "MalformedData");

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("%00")]
    [InlineData("1;drop")]
    public async Task A_watermark_that_is_none_of_ours_is_malformed(string watermark)
    {
        var thread = await host.Start(host.Harbor);

        Refused(await thread.Poll(watermark), 400, "MalformedData");
        Refused(await host.Send(HttpMethod.Get, $"conversations/{thread.Id}?watermark={watermark}", thread.Token), 400, "MalformedData");
    }

    [Fact]
    public async Task A_watermark_past_the_end_reads_nothing()
    {
        var thread = await host.Start(host.Harbor);
        await thread.Say("hello");

        (await thread.Poll("9000000000")).Json.GetProperty("activities").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Too_large_a_file_is_refused_with_its_limit()
    {
        var thread = await host.Start(host.Harbor);
        using var parts = new MultipartFormDataContent { { new ByteArrayContent(new byte[5 * 1024 * 1024]), "file", "big.png" } };
        using var body = new ByteArrayContent(new byte[5 * 1024 * 1024]) { Headers = { ContentType = new("image/png") } };

        var answer = await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload", thread.Token, parts);

        Refused(answer, 413, "InvalidRange");
        answer.Text.Should().Contain("4 MB");
        Refused(await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload", thread.Token, body), 413, "InvalidRange");
    }

    [Fact]
    public async Task An_upload_without_a_file_is_malformed()
    {
        foreach (var content in (Func<HttpContent?>[])
            [() => null, () => new StringContent("x", MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b")), () => new MultipartFormDataContent(),
             () => new StringContent("x", MediaTypeHeaderValue.Parse("multipart/form-data")), () => new MultipartFormDataContent { { new StringContent("{"), "activity", "blob" }, { new StringContent("f"), "file", "f.txt" } },
             () => new MultipartFormDataContent { { new StringContent("field"), "name" } }])
        {
            var thread = await host.Start(host.Harbor);
            Refused(await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload", thread.Token, content()), 400, "MalformedData");
        }
    }

    [Theory]
    [InlineData("GET", "tokens/generate")]
    [InlineData("DELETE", "conversations")]
    [InlineData("POST", "nothing/here")]
    [InlineData("GET", "session/getsessionid")]
    [InlineData("PUT", "conversations/x/activities")]
    public async Task What_the_protocol_does_not_have_is_not_found(string method, string path) =>
        Refused(await host.Send(new HttpMethod(method), path, host.Harbor.Key), 404, "NotFound");

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"token\":5}")]
    public async Task The_widgets_own_endpoint_says_no_in_the_same_words(string body) =>
        Refused(await host.Send(HttpMethod.Post, "/harbor/chat/token", null, body), 400, "MalformedData");

    private Task<ChatAnswer> Send(string endpoint, string conversation, string? bearer, object? body = null)
    {
        var parts = endpoint.Split(' ');
        return host.Send(new HttpMethod(parts[0]), parts[1].Replace("{id}", conversation, StringComparison.Ordinal), bearer, body);
    }

    private static void Refused(ChatAnswer answer, int status, string code)
    {
        answer.Status.Should().Be(status, answer.Text);
        answer.ErrorCode.Should().Be(code);
        answer.Json.GetProperty("error").GetProperty("message").GetString().Should().NotBeNullOrWhiteSpace();
    }
}
