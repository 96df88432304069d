using System.Text;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Telegram;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;

namespace ChatCommerce.Tests.Channels.Telegram;

/// <summary>A bot's account and its channel over a provider that answers as told.</summary>
internal sealed class TelegramBot
{
    public const string Token = "8000:AAtoken";
    public const string Secret = "A_random-256_token";
    public const string Mina = "7000000001";
    private readonly TestClock clock = new();

    public TelegramBot()
    {
        var api = new TelegramApi(new ProviderClient(Provider, clock), new MediaDownload(Provider), new TelegramOptions());
        Channel = new TelegramChannel(api);
        Account = new(Id.New<TenantId>(clock), Id.New<ChannelAccountId>(clock), "telegram", "8000", "Telegram",
            new Dictionary<string, string> { ["bot_token"] = Token, ["secret_token"] = Secret }, new Dictionary<string, string>());
    }

    public ScriptedProvider Provider { get; } = new();

    public TelegramChannel Channel { get; }

    public ChannelAccount Account { get; }

    public InboundEvent Read(string update) => Channel.Read(Request(update), Account).Single().Event;

    public WebhookRequest Request(string body, string? secret = Secret) =>
        new("POST", new("https://bot.example/webhooks/telegram/t"),
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["x-telegram-bot-api-secret-token"] = secret ?? "" }, Encoding.UTF8.GetBytes(body))
        {
            ReceivedAt = clock.GetUtcNow(),
        };

    public Task<Accepted> Send(Rendered content) => Channel.Send(
        new OutboundPart(Account, Mina, Id.New<OutboxId>(clock), 0, content, Permit.FreeForm) { Class = MessageClass.Reply }, CancellationToken.None);

    public TelegramBot Takes()
    {
        Provider.Answers(200, """{"ok":true,"result":{"message_id":61}}""");
        return this;
    }

    public TelegramBot Refuses(int code, string description, string more = "")
    {
        Provider.Answers(code, $$"""{"ok":false,"error_code":{{code}},"description":"{{description}}"{{more}}}""");
        return this;
    }
}
