using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Channels.Telegram;

public sealed class TelegramSendTests
{
    private readonly TelegramBot bot = new();

    [Fact]
    public async Task Text_goes_out_plain_and_comes_back_with_its_id()
    {
        var accepted = await bot.Takes().Send(new("Blue <runner> & co"));

        bot.Provider.Last.Url.Should().Be(new Uri("https://api.telegram.org/bot8000:AAtoken/sendMessage"));
        bot.Provider.Last.Body.Should().Be("""{"chat_id":7000000001,"text":"Blue <runner> & co","link_preview_options":{"is_disabled":true}}""");
        accepted.ProviderId.Should().Be("7000000001:61");
    }

    [Fact]
    public async Task Everything_that_can_be_tapped_is_a_keyboard_button()
    {
        await bot.Takes().Send(new("Which?")
        {
            Choices = [new("Add to cart", "a:1"), new("Person", "a:2"), new("Cart", "a:3")],
            Rows = [new("Blue runner 42", "$45.00", "p:1")],
            Link = new("Pay now", "https://shop.example/c/91"),
        });

        bot.Provider.Last.Json.GetProperty("reply_markup").GetRawText().Should().Be(
            """{"inline_keyboard":[[{"text":"Add to cart","callback_data":"a:1"},{"text":"Person","callback_data":"a:2"}],[{"text":"Cart","callback_data":"a:3"}],"""
            + """[{"text":"Blue runner 42 · $45.00","callback_data":"p:1"}],[{"text":"Pay now","url":"https://shop.example/c/91"}]]}""");
    }

    [Fact]
    public async Task A_picture_carries_the_text_as_its_caption()
    {
        await bot.Takes().Send(new("Blue runner") { Picture = new("https://cdn.example/p.jpg", "A shoe") });

        bot.Provider.Last.Url.AbsolutePath.Should().EndWith("/sendPhoto");
        bot.Provider.Last.Body.Should().Be("""{"chat_id":7000000001,"photo":"https://cdn.example/p.jpg","caption":"Blue runner"}""");
    }

    [Fact]
    public async Task A_text_too_long_for_a_caption_shows_the_picture_above_itself()
    {
        await bot.Takes().Send(new(new string('a', 1_025)) { Picture = new("https://cdn.example/p.jpg", "A shoe") });

        bot.Provider.Last.Url.AbsolutePath.Should().EndWith("/sendMessage");
        bot.Provider.Last.Json.GetProperty("link_preview_options").GetProperty("url").GetString().Should().Be("https://cdn.example/p.jpg");
    }

    [Fact]
    public async Task A_vector_picture_is_left_out()
    {
        await bot.Takes().Send(new("Blue runner") { Picture = new("https://cdn.example/p.svg?v=1", "A shoe") });

        bot.Provider.Last.Url.AbsolutePath.Should().EndWith("/sendMessage");
    }

    [Fact]
    public async Task A_picture_that_telegram_cannot_take_does_not_hold_the_message_back()
    {
        bot.Refuses(400, "Bad Request: failed to get HTTP URL content");
        var accepted = await bot.Takes().Send(new("Blue runner") { Picture = new("https://cdn.example/p.jpg", "A shoe"), Choices = [new("Add", "a:1")] });

        bot.Provider.Calls.Should().HaveCount(2);
        bot.Provider.Last.Body.Should().Contain("\"text\":\"Blue runner\"").And.Contain("a:1");
        accepted.ProviderId.Should().Be("7000000001:61");
    }

    [Theory]
    [InlineData(400, "Bad Request: message text is empty", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(400, "Bad Request: chat not found", Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(401, "Unauthorized", Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(404, "Not Found", Retry.Permanent, Meaning.CredentialsRefused)]
    [InlineData(403, "Forbidden: bot was blocked by the user", Retry.Permanent, Meaning.OptedOut)]
    [InlineData(403, "Forbidden: user is deactivated", Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(403, "Forbidden: bot can't initiate conversation with a user", Retry.Permanent, Meaning.NobodyThere)]
    [InlineData(409, "Conflict", Retry.Permanent, Meaning.ThisMessage)]
    [InlineData(500, "Internal Server Error", Retry.Ambiguous, Meaning.ThisMessage)]
    [InlineData(502, "Bad Gateway", Retry.Ambiguous, Meaning.ThisMessage)]
    [InlineData(503, "Service Unavailable", Retry.Temporary, Meaning.ThisMessage)]
    public async Task Every_refusal_says_who_may_try_again(int code, string description, Retry retry, Meaning meaning)
    {
        var trouble = (await bot.Refuses(code, description).Invoking(b => b.Send(new("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which;

        (trouble.Retry, trouble.Meaning).Should().Be((retry, meaning));
        trouble.Message.Should().Contain(description).And.NotContain(TelegramBot.Token);
    }

    [Fact]
    public async Task Who_is_asked_to_slow_down_waits_as_long_as_telegram_says()
    {
        bot.Refuses(429, "Too Many Requests: retry after 5", ",\"parameters\":{\"retry_after\":5}");

        var trouble = (await bot.Invoking(b => b.Send(new("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which;

        (trouble.Retry, trouble.After).Should().Be((Retry.Temporary, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_read_leaves_it_unknown_whether_the_message_went_out()
    {
        bot.Provider.Answers(200, "<html>");

        (await bot.Invoking(b => b.Send(new("hi"))).Should().ThrowAsync<ChannelTrouble>()).Which.Retry.Should().Be(Retry.Ambiguous);
    }

    [Theory]
    [InlineData(8000, false)]
    [InlineData(8001, true)]
    public async Task The_token_is_verified_to_be_the_bots_own(long id, bool refused)
    {
        bot.Provider.Answers(200, $$$"""{"ok":true,"result":{"id":{{{id}}},"is_bot":true}}""");

        var verifying = bot.Invoking(b => b.Channel.Verify(b.Account, CancellationToken.None));

        if (refused)
        {
            (await verifying.Should().ThrowAsync<ChannelTrouble>()).Which.Meaning.Should().Be(Meaning.CredentialsRefused);
        }
        else
        {
            await verifying.Should().NotThrowAsync();
        }
    }

    [Fact]
    public async Task The_webhook_is_set_up_with_our_address_and_secret_and_every_kind_we_read()
    {
        bot.Provider.Answers(200, """{"ok":true,"result":true}""");

        await bot.Channel.SetUp(bot.Account, new("https://bot.example/webhooks/telegram/t"), CancellationToken.None);

        bot.Provider.Last.Body.Should().Be(
            """{"url":"https://bot.example/webhooks/telegram/t","secret_token":"A_random-256_token","allowed_updates":["message","edited_message","callback_query","message_reaction","my_chat_member","pre_checkout_query","shipping_query"],"max_connections":40}""");
    }

    [Fact]
    public async Task Typing_and_the_profile_are_asked_for_the_chat()
    {
        bot.Provider.Answers(200, """{"ok":true,"result":true}""").Answers(200, """{"ok":true,"result":{"id":7000000001,"first_name":"Mina","last_name":"Park"}}""");

        await bot.Channel.ShowTyping(bot.Account, TelegramBot.Mina, "1", CancellationToken.None);
        bot.Provider.Last.Body.Should().Be("""{"chat_id":7000000001,"action":"typing"}""");
        (await bot.Channel.Find(bot.Account, TelegramBot.Mina, CancellationToken.None)).Should().Be(new Profile("Mina Park", null, null));
    }

    [Fact]
    public async Task A_file_is_fetched_by_its_id_and_keeps_the_type_it_was_sent_with()
    {
        bot.Provider.Answers(200, """{"ok":true,"result":{"file_id":"BQACl","file_path":"documents/file_1.csv"}}""").Answers(() => Bytes("sku;size"));

        var file = await bot.Channel.Fetch(bot.Account, new("file", "BQACl", "text/csv", null), CancellationToken.None);

        bot.Provider.Last.Url.Should().Be(new Uri("https://api.telegram.org/file/bot8000:AAtoken/documents/file_1.csv"));
        (file.ContentType, Encoding.UTF8.GetString(file.Bytes)).Should().Be(("text/csv", "sku;size"));
    }

    [Fact]
    public async Task A_file_outside_the_bots_own_folder_is_not_fetched()
    {
        bot.Provider.Answers(200, """{"ok":true,"result":{"file_path":"https://elsewhere.example/x"}}""");

        await bot.Invoking(b => b.Channel.Fetch(b.Account, new("image", "x", null, null), CancellationToken.None)).Should().ThrowAsync<ChannelTrouble>();
        bot.Provider.Calls.Should().ContainSingle();
    }

    private static HttpResponseMessage Bytes(string content) => new(HttpStatusCode.OK)
    {
        Content = new ByteArrayContent(Encoding.UTF8.GetBytes(content)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } },
    };
}
