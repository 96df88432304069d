using System.Net.Http.Json;
using System.Text.Json;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Telegram;

public sealed class BotApiTests : MessengerTest
{
    private const string Token = "1234567890:AAsecret";

    protected override object Line => new
    {
        tenant = "harbor", name = "Harbor", kind = "telegram", externalId = "1234567890", webhook = "http://127.0.0.1:9/hook",
        secrets = new { bot_token = Token, secret_token = "s" }, settings = new { username = "harbor_bot" },
    };

    [Fact]
    public async Task A_message_lands_on_the_phone_with_its_keyboard()
    {
        var (_, sent) = await Send(new
        {
            chat_id = await Chat(), text = "Which?",
            reply_markup = new { inline_keyboard = new[] { new object[] { new { text = "Add", callback_data = "a:1" }, new { text = "Pay", url = "https://shop.example/c/1" } } } },
        });

        var bubble = (await Phone("telegram").FromShop()).Single();
        (bubble.Text, bubble.Buttons[0].Payload, bubble.Buttons[1].Url).Should().Be(("Which?", "a:1", "https://shop.example/c/1"));
        sent.GetProperty("result").GetProperty("message_id").GetRawText().Should().Be(bubble.Id);
    }

    public static readonly TheoryData<string, string> Refused = new()
    {
        { """{"text":" "}""", "Bad Request: message text is empty" },
        { "{\"text\":\"" + new string('a', 4_097) + "\"}", "Bad Request: message is too long" },
        { """{"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"01234567890123456789012345678901234567890123456789012345678901234"}]]}}""", "Bad Request: BUTTON_DATA_INVALID" },
        { """{"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a"}]]}}""", "Bad Request: Text buttons are unallowed in the inline keyboard" },
        { """{"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","callback_data":"b","url":"https://a.example"}]]}}""", "Bad Request: Text buttons are unallowed in the inline keyboard" },
        { """{"text":"x","reply_markup":{"inline_keyboard":[[{"text":"a","url":"nowhere"}]]}}""", "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_telegram_refuses_is_refused_in_its_words(string message, string description)
    {
        var given = JsonSerializer.Deserialize<Dictionary<string, object>>(message)!;
        given["chat_id"] = await Chat();

        var (status, answer) = await Send(given);

        (status, answer.GetProperty("description").GetString()).Should().Be((400, description));
    }

    [Fact]
    public async Task Nobody_who_has_not_written_or_has_blocked_the_bot_is_written_to()
    {
        var chat = await Chat();
        (await Send(new { chat_id = "1", text = "hi" })).Status.Should().Be(400);
        var stranger = (await Http.GetFromJsonAsync<JsonElement>("/sandbox/phones/telegram/harbor/mina/chat")).GetProperty("addresses")[0].GetString();
        (await Send(new { chat_id = stranger, text = "hi" })).Json.GetProperty("description").GetString().Should().Be("Forbidden: bot can't initiate conversation with a user");

        await Phone("telegram").Do(new { @do = "preference", stop = true });

        (await Send(new { chat_id = chat, text = "hi" })).Json.GetProperty("description").GetString().Should().Be("Forbidden: bot was blocked by the user");
    }

    [Fact]
    public async Task A_wrong_token_is_unauthorized_and_a_call_too_many_says_when_to_come_back()
    {
        (await Read(await Http.PostAsJsonAsync("/telegram/bot1:no/getMe", new { }))).Status.Should().Be(401);
        await Http.PostAsJsonAsync("/sandbox/faults", new { provider = "telegram", kind = "too-many", side = "api", times = 1, seconds = 7 });

        var (status, answer) = await Send(new { chat_id = await Chat(), text = "hi" });

        (status, answer.GetProperty("parameters").GetProperty("retry_after").GetInt32()).Should().Be((429, 7));
    }

    [Fact]
    public async Task A_picture_of_the_customer_can_be_fetched_by_its_id()
    {
        await Phone("telegram").Do(new { @do = "media", kind = "image" });
        var calls = await Http.GetFromJsonAsync<JsonElement>("/sandbox/phones/telegram/harbor/sam/chat");
        var update = JsonDocument.Parse(calls.GetProperty("bubbles")[0].GetProperty("raw").GetString()!).RootElement;
        var id = update.GetProperty("message").GetProperty("photo")[1].GetProperty("file_id").GetString();

        var file = (await Read(await Http.PostAsJsonAsync($"/telegram/bot{Token}/getFile", new { file_id = id }))).Json.GetProperty("result");

        var bytes = await Http.GetByteArrayAsync($"/telegram/file/bot{Token}/{file.GetProperty("file_path").GetString()}");
        bytes.Should().HaveCount(file.GetProperty("file_size").GetInt32());
    }

    private async Task<string> Chat()
    {
        await Phone("telegram").Write("hi");
        return (await Http.GetFromJsonAsync<JsonElement>("/sandbox/phones/telegram/harbor/sam/chat")).GetProperty("addresses")[0].GetString()!;
    }

    private async Task<(int Status, JsonElement Json)> Send(object message) => await Read(await Http.PostAsJsonAsync($"/telegram/bot{Token}/sendMessage", message));
}
