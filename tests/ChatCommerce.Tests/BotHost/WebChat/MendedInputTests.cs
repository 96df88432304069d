using System.Text;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

/// <summary>What no person meant to send is mended, kept and answered for.</summary>
public sealed class MendedInputTests(ChatHost host) : IClassFixture<ChatHost>
{
    [Theory]
    [InlineData(@"{""type"":""message"",""text"":""NUL \u0000 here""}", "NUL  here")]
    [InlineData(@"{""type"":""message"",""text"":""lone \ud800 surrogate""}", "lone  surrogate")]
    [InlineData(@"{""type"":""message"",""text"":""over \u202eride""}", "over ride")]
    [InlineData(@"{""type"":""message"",""text"":""it costs $id$ and \\u0000""}", @"it costs $id$ and \u0000")]
    [InlineData(@"{""type"":""message"",""text"":""ok"",""channelData"":{""\u0000\ud800"":""\u0000"",""n"":1e400,""m"":-0,""deep"":[[[[[[[[[[1]]]]]]]]]]}}", "ok")]
    [InlineData(@"{""type"":""message"",""text"":""ok"",""value"":{""n"":123456789012345678901234567890}}", "ok")]
    [InlineData(@"{""type"":""message"",""text"":""ok"",""locale"":""xx-\u0000"",""from"":{""id"":""\ud800"",""name"":""\u0000""}}", "ok")]
    [InlineData(@"{""type"":""\u0000\ud800unknown""}", null)]
    [InlineData(@"{""type"":""message"",""attachments"":[null,{""contentType"":""\u0000/\ud800"",""contentUrl"":""x\u0000"",""name"":""\u202e""}]}", null)]
    [InlineData(@"{""type"":""message"",""entities"":[null,5,{""type"":""Place"",""geo"":{""latitude"":1e999,""longitude"":0}}]}", null)]
    [InlineData(@"{""type"":""event"",""name"":""\u0000"",""value"":{""reference"":""\u0000""}}", null)]
    public async Task Strange_characters_are_mended_and_stored(string body, string? text)
    {
        var thread = await host.Start(host.Harbor);

        (await thread.Post(body)).Status.Should().Be(200);

        var echo = (await thread.Poll()).Json.GetProperty("activities").EnumerateArray().Should().ContainSingle().Subject;
        (echo.TryGetProperty("text", out var said) ? said.GetString() : null).Should().Be(text);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_mended_and_stored()
    {
        var thread = await host.Start(host.Harbor);
        byte[] body = [.. "{\"type\":\"message\",\"text\":\"caf"u8, 0xE9, 0xFF, .. "\"}"u8];
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };

        (await host.Send(HttpMethod.Post, $"conversations/{thread.Id}/activities", thread.Token, content)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("한국어 ")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("x")]
    public async Task Sixty_four_kilobytes_of_text_are_taken_and_cut(string piece)
    {
        var thread = await host.Start(host.Harbor);
        var text = string.Concat(Enumerable.Repeat(piece, 65_536 / Encoding.UTF8.GetByteCount(piece)));

        (await thread.Say(text)).Status.Should().Be(200);

        (await thread.Poll()).Json.GetProperty("activities")[0].GetProperty("text").GetString()!.Length.Should().BeInRange(7_000, 8_000);
    }
}
