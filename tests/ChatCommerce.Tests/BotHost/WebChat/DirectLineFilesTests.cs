using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>Files from customers, and their way back.</summary>
public sealed class DirectLineFilesTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Fact]
    public async Task A_file_is_kept_and_its_sender_reads_it_back_by_the_address_in_the_echo()
    {
        var thread = await host.Start(host.Harbor);
        byte[] picture = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3];
        using var parts = new MultipartFormDataContent
        {
            { new StringContent("""{"type":"message","text":"like this?","channelData":{"clientActivityID":"u1"}}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/vnd.microsoft.activity")), "activity", "blob" },
            { new ByteArrayContent(picture) { Headers = { ContentType = new("image/jpeg") } }, "file", "shoe.jpg" },
            { new ByteArrayContent("<script>alert(1)</script>"u8.ToArray()) { Headers = { ContentType = new("text/html") } }, "file", "size.html" },
        };

        var sent = await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload?userId=me", thread.Token, parts);

        sent.Status.Should().Be(200);
        var content = (await host.Database.Ask<string>($"select m.content::text from message m join conversation c on c.id = m.conversation_id where c.thread_key = '{thread.Id}' order by seq"))[0];
        var media = JsonDocument.Parse(content).RootElement;
        media.GetProperty("fileName").GetString().Should().Be("shoe.jpg");
        media.GetProperty("caption").GetString().Should().Be("like this?");
        var addresses = await Files(thread);
        var shown = await host.Http.GetAsync(addresses[0]);
        (await shown.Content.ReadAsByteArrayAsync()).Should().Equal(picture);
        shown.Content.Headers.ContentType!.MediaType.Should().Be("image/jpeg");
        shown.Content.Headers.ContentDisposition.Should().BeNull();
        shown.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        shown.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox; default-src 'none'");
        var page = await host.Http.GetAsync(addresses[1]);
        page.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream", "a page of a customer's is never one of ours");
        page.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");
        (await thread.Poll()).Json.GetProperty("activities")[0].GetProperty("id").GetString().Should().Be(sent.Json.GetProperty("id").GetString());
    }

    [Fact]
    public async Task An_address_of_a_file_opens_nothing_when_a_letter_of_it_is_changed()
    {
        var thread = await host.Start(host.Harbor);
        using var file = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("application/pdf") } };
        await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload", thread.Token, file);
        var address = (await Files(thread))[0];

        (await host.Http.GetAsync(address)).StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        (await host.Http.GetAsync(address[..^1] + (address[^1] == 'A' ? 'B' : 'A'))).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        (await host.Http.GetAsync(address.Replace("/files/", "/files/e", StringComparison.Ordinal))).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound);
        (await host.Http.GetAsync("/v3/directline/files/" + thread.Token)).StatusCode.Should().Be(System.Net.HttpStatusCode.NotFound, "a session's token is for another purpose");
    }

    [Fact]
    public async Task One_file_may_be_the_body_itself()
    {
        var thread = await host.Start(host.Harbor);
        using var file = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("image/jpeg"), ContentDisposition = new("form-data") { FileName = "a.jpg" } } };

        (await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/upload", thread.Token, file)).Status.Should().Be(200);
        (await thread.Poll()).Json.GetProperty("activities")[0].GetProperty("attachments")[0].GetProperty("name").GetString().Should().Be("a.jpg");
    }

    private static async Task<List<string>> Files(ChatThread thread) =>
    [
        .. (await thread.Poll()).Json.GetProperty("activities")[0].GetProperty("attachments").EnumerateArray()
            .Select(a => new Uri(a.GetProperty("contentUrl").GetString()!).PathAndQuery),
    ];
}
