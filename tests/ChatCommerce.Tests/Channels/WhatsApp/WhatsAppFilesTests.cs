using System.Security.Cryptography;
using ChatCommerce.Channels;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.Channels.Meta;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.WhatsApp;

/// <summary>Files that customers sent.</summary>
public sealed class WhatsAppFilesTests
{
    private static readonly ChannelAccount Account = FakeGraph.Account("whatsapp", "200300400500601");
    private readonly FakeGraph graph = new();

    [Fact]
    public async Task A_file_is_fetched_in_two_steps_and_its_hash_is_checked()
    {
        byte[] file = [0xFF, 0xD8, 0xFF];
        graph.Answers(About(Convert.ToHexStringLower(SHA256.HashData(file)))).Gives(file, "image/jpeg");

        var fetched = await graph.WhatsApp.Fetch(Account, new MediaSent("image", "900", "image/jpeg", null), default);

        fetched.Bytes.Should().Equal(file);
        graph.Requests.Select(r => r.Url).Should().Equal("https://graph.facebook.com/v25.0/900", "https://lookaside.fbsbx.com/whatsapp/900");
        graph.Requests.Should().OnlyContain(r => r.Authorization == "Bearer EAAtoken");
    }

    [Theory]
    [InlineData("00", "https://lookaside.fbsbx.com/whatsapp/900", "image/jpeg", Retry.Temporary)]
    [InlineData(null, "https://evil.example/900", "image/jpeg", Retry.Permanent)]
    [InlineData(null, "https://lookaside.fbsbx.com/whatsapp/900", "text/html", Retry.Permanent)]
    public async Task A_file_that_is_not_what_it_should_be_is_refused(string? hash, string url, string type, Retry retry)
    {
        byte[] file = [0xFF, 0xD8, 0xFF];
        graph.Answers(About(hash ?? Convert.ToBase64String(SHA256.HashData(file)), url)).Gives(file, type);

        var trouble = await FluentActions.Awaiting(() => graph.WhatsApp.Fetch(Account, new MediaSent("image", "900", null, null), default)).Should().ThrowAsync<ChannelTrouble>();

        trouble.Which.Retry.Should().Be(retry);
        graph.Requests.Should().NotContain(r => r.Url.StartsWith("https://evil.example", StringComparison.Ordinal));
    }

    private static string About(string hash, string url = "https://lookaside.fbsbx.com/whatsapp/900") =>
        $$"""{"url":"{{url}}","mime_type":"image/jpeg","sha256":"{{hash}}","file_size":3,"id":"900"}""";
}
