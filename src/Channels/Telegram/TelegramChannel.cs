using System.Text.Json.Nodes;
using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Telegram;

/// <summary>A Telegram bot (Bot API 10.1). Free-form at any time until the person blocks it; no reports and no echoes.</summary>
internal sealed class TelegramChannel(TelegramApi api) : IProviderChannel, ITyping, IProfiles, IMediaSource, IWebhookSetup
{
    public const string Name = "telegram";

    private const string UsePayLink = "Please use the pay link of your order.";

    private static readonly string[] Wanted = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member", "pre_checkout_query", "shipping_query"];

    public string Kind => Name;

    public ChannelName Called { get; } = new("Telegram", "텔레그램");

    public AccountForm? Form => TelegramAccount.Form;

    /// <remarks>Button labels and keyboards have no published limit; these are what a phone shows whole.</remarks>
    public Capabilities Capabilities { get; } =
        new(TextLength: 4_096, TextUnit.Characters, Choices: 8, LabelLength: 30, Cards: 0, LinkButton: true, Typing: true)
        {
            Rows = 20,
            RowLength = 36,
            RowDetailLength = 24,
            CardMessages = 3,
            Shows = TelegramWriter.Takes,
        };

    public WindowRules Window => WindowRules.Always;

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) =>
        account.Accepts("secret_token", request.Header("X-Telegram-Bot-Api-Secret-Token"));

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => [new(account.ExternalId, TelegramReader.Read(request))];

    /// <summary>
    /// One call may travel in the answer to the webhook; its outcome is not told, which is enough to stop the spinner on a tapped button
    /// and to refuse Telegram's own checkout, which is not offered.
    /// </summary>
    public WebhookAnswer Acknowledge(IReadOnlyList<Received> stored) => stored is [{ Event.ProviderKey: var key }] ? Answer(key) : WebhookAnswer.Ok;

    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        var answer = await api.Call(part.Account, TelegramWriter.Write(part), ct);
        if (part.Content.Picture is not null && TelegramErrors.IsPicture(answer))
        {
            answer = await api.Call(part.Account, TelegramWriter.WithoutPicture(part), ct);
        }

        if (!answer.Ok || answer.Text("ok") is "false")
        {
            throw TelegramErrors.Of(answer);
        }

        return answer.Text("result", "message_id") is { } id
            ? new($"{part.ThreadKey}:{id}")
            : throw new ChannelTrouble(Retry.Ambiguous, "Telegram answered without the message it was asked to send.");
    }

    public async Task Verify(ChannelAccount account, CancellationToken ct)
    {
        var answer = await api.Get(account, "getMe", [], ct);
        if (answer.Text("result", "id") != account.ExternalId)
        {
            throw new ChannelTrouble(Retry.Permanent, "The token belongs to another bot.") { Meaning = Meaning.CredentialsRefused };
        }
    }

    public Task SetUp(ChannelAccount account, Uri webhook, CancellationToken ct) => api.Get(account, "setWebhook", new()
    {
        ["url"] = webhook.AbsoluteUri,
        ["secret_token"] = account.Secret("secret_token"),
        ["allowed_updates"] = new JsonArray([.. Wanted.Select(w => (JsonNode)w)]),
        ["max_connections"] = 40,
    }, ct);

    public Task TakeDown(ChannelAccount account, CancellationToken ct) => api.Get(account, "deleteWebhook", new(), ct);

    public Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) =>
        api.Get(account, "sendChatAction", new() { ["chat_id"] = TelegramWriter.Chat(threadKey), ["action"] = "typing" }, ct);

    public async Task<Profile?> Find(ChannelAccount account, string threadKey, CancellationToken ct)
    {
        var answer = await api.Get(account, "getChat", new() { ["chat_id"] = TelegramWriter.Chat(threadKey) }, ct);
        var name = $"{answer.Text("result", "first_name")} {answer.Text("result", "last_name")}".Trim();
        return new(name.Length > 0 ? name : null, null, null);
    }

    public async Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct)
    {
        var answer = await api.Get(account, "getFile", new() { ["file_id"] = media.Source }, ct);
        var path = answer.Text("result", "file_path") ?? throw new ChannelTrouble(Retry.Permanent, "Telegram gives no path for the file.");
        return await api.File(account, path, media, ct);
    }

    private static WebhookAnswer Answer(string key) =>
        TelegramKeys.TapOf(key) is { } tap ? Call(new() { ["method"] = "answerCallbackQuery", ["callback_query_id"] = tap })
        : TelegramKeys.CheckoutOf(key) is { } checkout ? Call(new()
        {
            ["method"] = "answerPreCheckoutQuery", ["pre_checkout_query_id"] = checkout, ["ok"] = false, ["error_message"] = UsePayLink,
        })
        : TelegramKeys.ShippingOf(key) is { } shipping ? Call(new()
        {
            ["method"] = "answerShippingQuery", ["shipping_query_id"] = shipping, ["ok"] = false, ["error_message"] = UsePayLink,
        })
        : WebhookAnswer.Ok;

    private static WebhookAnswer Call(JsonObject call) => new(200, "application/json", call.ToJsonString(Platform.Json.Options));
}
