using System.Text.Json;
using System.Text.Json.Nodes;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WhatsApp;

/// <summary>
/// Holds what we send against Meta's published description, where it lies beside the checkout. It is of v23.0, from before <c>recipient</c>
/// and <c>biz_opaque_callback_data</c>, and it leaves out <c>cta_url</c>: those three are known from Meta's pages alone.
/// </summary>
public sealed class PublishedRequestTests(ITestOutputHelper output)
{
    private static readonly ChannelAccount Account = FakeGraph.Account("whatsapp", "200300400500601");

    public static TheoryData<string> Bodies => [.. Messages.Keys];

    private static Dictionary<string, (Rendered Content, Permit Permit)> Messages => new()
    {
        ["text"] = (new("hello"), Permit.FreeForm),
        ["text with a link"] = (new("see https://shop.example/p/1"), Permit.FreeForm),
        ["picture that it does not take"] = (new("") { Picture = new("https://cdn.example/p.svg", "shoe") }, Permit.FreeForm),
        ["picture without words"] = (new("") { Picture = new("https://cdn.example/p.jpg", "shoe") }, Permit.FreeForm),
        ["image"] = (new("shoe") { Picture = new("https://cdn.example/p.jpg", "shoe") }, Permit.FreeForm),
        ["buttons"] = (new("Which?") { Choices = [new("41", "s:41"), new("42", "s:42")], Picture = new("https://cdn.example/p.jpg", "shoe") }, Permit.FreeForm),
        ["buttons without picture"] = (new("Sure?") { Choices = [new("Yes, go on", "y"), new("No", "n"), new("Later", "l")] }, Permit.FreeForm),
        ["list"] = (new("Pick") { Rows = [.. Enumerable.Range(1, 10).Select(n => new Row("Runner " + n, "59.00", "p:" + n))] }, Permit.FreeForm),
        ["list of one"] = (new("") { Rows = [new("Runner", "", "p:1")] }, Permit.FreeForm),
        ["template"] = (new(""), new TemplatePermit("order_paid", "en", ["A-1", "$5.00"])),
        ["template without places"] = (new(""), new TemplatePermit("welcome", "ko", [])),
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_request_is_as_described(string name)
    {
        if (Published() is not { } published)
        {
            output.WriteLine("Meta's API description is absent; nothing to compare with.");
            return;
        }

        using (published)
        {
            var sent = await Sent(name);
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");
            var mapping = schemas.GetProperty("Message").GetProperty("discriminator").GetProperty("mapping");
            var schema = mapping.GetProperty(sent.GetProperty("type").GetString()!).GetString()!.Split('/')[^1];

            new JsonSchemaCheck(schemas).Complaints(schemas.GetProperty(schema), sent, schema).Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_mark_as_read_is_as_described_and_typing_is_not_described()
    {
        if (Published() is not { } published)
        {
            output.WriteLine("Meta's API description is absent; nothing to compare with.");
            return;
        }

        using (published)
        {
            var graph = new FakeGraph().Answers("""{"success":true}""");
            await graph.WhatsApp.ShowTyping(Account, "821012345678", "wamid.IN1", default);
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");
            var mark = schemas.GetProperty("MarkMessageRequestPayload");

            new JsonSchemaCheck(schemas).Complaints(mark, graph.Sent, "mark").Should().BeEmpty();
            mark.GetProperty("properties").TryGetProperty("typing_indicator", out _).Should().BeFalse("once it is described it can be checked");
        }
    }

    [Fact]
    public async Task A_link_button_is_the_one_kind_of_ours_that_is_not_described()
    {
        if (Published() is not { } published)
        {
            output.WriteLine("Meta's API description is absent; nothing to compare with.");
            return;
        }

        using (published)
        {
            var graph = new FakeGraph().Answers("""{"messages":[{"id":"w1"}]}""");
            await graph.WhatsApp.Send(FakeGraph.Part(Account, "821012345678", new("Ready") { Link = new("Pay", "https://shop.example/c/1") }), default);
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");

            new JsonSchemaCheck(schemas).Complaints(schemas.GetProperty("InteractiveMessage"), graph.Sent, "m").Should().Equal(
                "m.interactive.type is cta_url, which is not allowed", "m.interactive.action fits no form");
        }
    }

    [Fact]
    public async Task A_request_with_a_fault_would_be_seen()
    {
        if (Published() is not { } published)
        {
            output.WriteLine("Meta's API description is absent; nothing to compare with.");
            return;
        }

        using (published)
        {
            var broken = JsonNode.Parse((await Sent("buttons")).GetRawText())!.AsObject();
            broken.Remove("to");
            broken["interactive"]!["type"] = "knobs";
            broken["interactive"]!["action"]!["buttons"]![0]!["reply"]!.AsObject().Remove("title");
            var schemas = published.RootElement.GetProperty("components").GetProperty("schemas");

            var complaints = new JsonSchemaCheck(schemas).Complaints(schemas.GetProperty("InteractiveMessage"), JsonSerializer.SerializeToElement(broken), "m").ToList();
            complaints.Should().Contain("m.to is missing").And.Contain(c => c.Contains("knobs")).And.Contain(c => c.StartsWith("m.interactive.action"));
        }
    }

    private static async Task<JsonElement> Sent(string name)
    {
        var graph = new FakeGraph().Answers("""{"messages":[{"id":"w1"}]}""");
        await graph.WhatsApp.Send(FakeGraph.Part(Account, "821012345678", Messages[name].Content, Messages[name].Permit), default);
        return graph.Sent;
    }

    private static JsonDocument? Published() => SharedFiles.Folder("openapi") is { } folder
        ? JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "meta-business-messaging-v23.json"))) : null;
}
