using System.Text;
using ChatCommerce.Channels;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Meta;

public sealed class MetaWebhookTests
{
    private static readonly FakeGraph Graph = new();
    private static readonly ChannelAccount Account = FakeGraph.Account("whatsapp", "200300400500601");

    [Theory]
    [InlineData("""{"object":"whatsapp_business_account","entry":[]}""", "ae8d39235ce7f69d82f938e5b54e0282ab5a33a61abe4ac36ee16a553e49814a")]
    [InlineData("""{"t":"안녕"}""", "93e7687ac58baa22095754661c44f235dfd5ecb6c204f4b2cad5c544e36add1f")]
    public void The_published_vectors_are_genuine(string body, string signature) =>
        Channels().Should().OnlyContain(c => c.IsGenuine(MetaCalls.Call(body, "sha256=" + signature), Account));

    [Theory]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("ae8d39235ce7f69d82f938e5b54e0282ab5a33a61abe4ac36ee16a553e49814a")]
    [InlineData("sha1=ae8d39235ce7f69d82f938e5b54e0282ab5a33a61abe4ac36ee16a553e49814a")]
    [InlineData("sha256=AE8D39235CE7F69D82F938E5B54E0282AB5A33A61ABE4AC36EE16A553E49814A")]
    [InlineData("sha256=ae8d39235ce7f69d82f938e5b54e0282ab5a33a61abe4ac36ee16a553e49814b")]
    [InlineData("sha256=ae8d39235ce7f69d82f938e5b54e0282ab5a33a61abe4ac36ee16a553e49814a,")]
    public void Another_signature_is_not(string signature) => Channels().Should()
        .NotContain(c => c.IsGenuine(MetaCalls.Call("""{"object":"whatsapp_business_account","entry":[]}""", signature), Account));

    [Fact]
    public void An_altered_byte_or_another_accounts_secret_is_refused()
    {
        var body = """{"object":"page","entry":[{"id":"1"}]}"""u8.ToArray();
        var altered = Encoding.UTF8.GetBytes("""{"object":"page","entry":[{"id":"2"}]}""");

        Channels().Should().NotContain(c => c.IsGenuine(MetaCalls.Call(altered, MetaCalls.Sign(body)), Account));
        Channels().Should().NotContain(c => c.IsGenuine(MetaCalls.Call(body, MetaCalls.Sign(body, "another secret")), Account));
    }

    [Fact]
    public void While_a_secret_is_rotated_both_count_and_an_empty_one_never_does()
    {
        var body = "{}"u8.ToArray();
        var rotated = Account.With("app_secret", "the new one").With("app_secret_old", "meta_app_secret_for_tests");
        var without = Account.With("app_secret", "");

        Channels().Should().OnlyContain(c => c.IsGenuine(MetaCalls.Call(body), rotated)
            && c.IsGenuine(MetaCalls.Call(body, MetaCalls.Sign(body, "the new one")), rotated));
        Channels().Should().NotContain(c => c.IsGenuine(MetaCalls.Call(body, MetaCalls.Sign(body, "")), without));
    }

    [Fact]
    public void The_question_at_set_up_is_answered_with_its_challenge()
    {
        var question = MetaCalls.Question(("hub.mode", "subscribe"), ("hub.challenge", "1158201444"), ("hub.verify_token", "right-token"));

        foreach (var channel in Channels())
        {
            channel.Handshake(question, Account)!.Body.Should().Be("1158201444");
        }
    }

    [Theory]
    [InlineData("subscribe", "wrong-token")]
    [InlineData("subscribe", "")]
    [InlineData("unsubscribe", "right-token")]
    public void Another_question_is_not(string mode, string token)
    {
        var question = MetaCalls.Question(("hub.mode", mode), ("hub.challenge", "1"), ("hub.verify_token", token));

        Channels().Should().OnlyContain(c => c.Handshake(question, Account) == null);
    }

    private static IReadOnlyList<IProviderChannel> Channels() => [Graph.WhatsApp, Graph.Messenger, Graph.Instagram];
}
