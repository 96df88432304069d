using System.Text;
using ChatCommerce.BotHost.WebChat;
using ChatCommerce.BotHost.WebChat.Sessions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.WebChat;

public sealed class TokenTests
{
    private readonly TestClock clock = new();
    private readonly ChatSession session;

    public TokenTests() => session = new(Id.New<TenantId>(clock), Id.New<ChannelAccountId>(clock), "thread", new("u1", "Ann"), ["https://a.example"]);

    private ChatTokens Tokens => Make(TestDatabase.EncryptionKey);

    [Fact]
    public void A_token_says_what_was_signed()
    {
        Tokens.Read(Tokens.Issue(session, TokenUse.Chat), TokenUse.Chat, out var expired).Should().BeEquivalentTo(session);
        expired.Should().BeFalse();
    }

    [Fact]
    public void A_token_ends_after_thirty_minutes_and_may_come_back_for_thirty_days()
    {
        var token = Tokens.Issue(session, TokenUse.Chat);

        clock.Advance(TimeSpan.FromSeconds(1_799));
        Tokens.Read(token, TokenUse.Chat, out _).Should().NotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        Tokens.Read(token, TokenUse.Chat, out var expired).Should().BeNull();
        expired.Should().BeTrue();
        Tokens.ReadReturning(token).Should().NotBeNull();
        clock.Advance(TimeSpan.FromDays(30));
        Tokens.ReadReturning(token).Should().BeNull();
    }

    [Fact]
    public void A_token_refreshed_in_time_lives_on_for_days()
    {
        var token = Tokens.Issue(session, TokenUse.Chat);
        for (var n = 0; n < 150; n++)
        {
            clock.Advance(TimeSpan.FromMinutes(15));
            token = Tokens.Issue(Tokens.Read(token, TokenUse.Chat, out _)!, TokenUse.Chat);
        }

        Tokens.Read(token, TokenUse.Chat, out _).Should().BeEquivalentTo(session);
    }

    [Fact]
    public void A_stream_token_opens_nothing_else_and_ends_within_a_minute()
    {
        var token = Tokens.Issue(session, TokenUse.Stream);

        Tokens.Read(token, TokenUse.Chat, out _).Should().BeNull();
        Tokens.Read(token, TokenUse.Stream, out _).Should().NotBeNull();
        Tokens.Read(Tokens.Issue(session, TokenUse.Chat), TokenUse.Stream, out _).Should().BeNull();
        clock.Advance(TimeSpan.FromSeconds(60));
        Tokens.Read(token, TokenUse.Stream, out var expired).Should().BeNull();
        expired.Should().BeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.b")]
    [InlineData("=.=")]
    [InlineData("no dot")]
    [InlineData("한국.어")]
    public void What_is_no_token_is_none(string token) => Tokens.Read(token, TokenUse.Chat, out _).Should().BeNull();

    [Fact]
    public void A_changed_byte_or_another_key_makes_a_token_nobodys()
    {
        var token = Tokens.Issue(session, TokenUse.Chat);
        for (var at = 0; at < token.Length; at += 7)
        {
            var forged = new StringBuilder(token) { [at] = token[at] == 'A' ? 'B' : 'A' }.ToString();
            Tokens.Read(forged, TokenUse.Chat, out _).Should().BeNull();
        }

        Make("other:" + Convert.ToBase64String(new byte[32])).Read(token, TokenUse.Chat, out _).Should().BeNull();
    }

    [Fact]
    public void A_conversation_id_is_new_each_time_and_good_for_its_account_only()
    {
        var id = Tokens.NewConversation(session.Account);

        Tokens.NewConversation(session.Account).Should().NotBe(id);
        Tokens.IsConversationOf(session.Account, id).Should().BeTrue();
        Tokens.IsConversationOf(Id.New<ChannelAccountId>(clock), id).Should().BeFalse();
        Tokens.IsConversationOf(session.Account, id[..^1] + (id[^1] == 'A' ? 'E' : 'A')).Should().BeFalse();
        Tokens.IsConversationOf(session.Account, "abc").Should().BeFalse();
        Tokens.IsConversationOf(session.Account, new string('!', 32)).Should().BeFalse();
    }

    private ChatTokens Make(string ring) => new(new SecretBox(ring), new WebChatOptions(), clock);
}
