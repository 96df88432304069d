using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.WhatsApp;

/// <summary>WhatsApp through Meta's Cloud API. The account's external id is the id of the phone number.</summary>
public sealed class WhatsAppChannel(GraphClient graph, MediaDownload download) : IProviderChannel, ITyping, IReadMarks, IMediaSource, ITokenLife
{
    public const string Name = "whatsapp";

    public string Kind => Name;

    public ChannelName Called { get; } = new("WhatsApp", "왓츠앱");

    public AccountForm? Form => WhatsAppAccount.Form;

    public Capabilities Capabilities { get; } =
        new(TextLength: 4_096, TextUnit.Characters, Choices: 3, LabelLength: 20, Cards: 0, LinkButton: true, Typing: true)
        {
            Rows = 10,
            RowLength = 24,
            RowDetailLength = 72,
            CardMessages = 3,
            Shows = WhatsAppWriter.Takes,
            LinkBesideChoices = false,
            PictureBesideRows = false,
            TextWithActions = 1_024,
            TextWithPicture = 1_024,
        };

    public WindowRules Window { get; } = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };

    public WebhookAnswer? Handshake(WebhookRequest request, ChannelAccount account) => MetaWebhook.Handshake(request, account);

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => MetaWebhook.IsGenuine(request, account);

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => WhatsAppReader.Read(request, account);

    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        var answer = await graph.Post(Call(part.Account, $"{part.Account.ExternalId}/messages"), WhatsAppWriter.Write(part), ct);
        return new(answer.Text("messages", "0", "id") ?? throw new ChannelTrouble(Retry.Ambiguous, "WhatsApp took the message but told no id."));
    }

    public ChannelTrouble Trouble(DeliveryReported failed) => WhatsAppErrors.Trouble(GraphError.Of(failed));

    public async Task Verify(ChannelAccount account, CancellationToken ct)
    {
        var answer = await graph.Get(Call(account, $"{account.ExternalId}?fields=id,display_phone_number,verified_name"), ct);
        if (answer.Text("id") != account.ExternalId)
        {
            throw new ChannelTrouble(Retry.Permanent, "The token works, but not for this phone number.") { Meaning = Meaning.CredentialsRefused };
        }
    }

    public Task<TokenLife?> TokenLife(ChannelAccount account, CancellationToken ct) => MetaToken.Life(graph, Call(account, ""), ct);

    public Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) =>
        graph.Post(Call(account, $"{account.ExternalId}/messages"), WhatsAppWriter.Typing(lastProviderKey), ct);

    public TimeSpan TypingLasts => TimeSpan.FromSeconds(25);

    public Task MarkRead(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) =>
        graph.Post(Call(account, $"{account.ExternalId}/messages"), WhatsAppWriter.Read(lastProviderKey), ct);

    /// <summary>Two steps: the id gives an address that lives for minutes and wants the token, and the hash the file must have where the webhook told none.</summary>
    public async Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct)
    {
        var about = await graph.Get(Call(account, Uri.EscapeDataString(media.Source)), ct);
        if (!Uri.TryCreate(about.Text("url"), UriKind.Absolute, out var address) || !graph.IsOurs(address))
        {
            throw new ChannelTrouble(Retry.Permanent, "WhatsApp gave no address of its own for the file.");
        }

        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", account.Secret("access_token"));
        return await download.Fetch(request, media with { Sha256 = media.Sha256 ?? about.Text("sha256") }, ct);
    }

    private static GraphCall Call(ChannelAccount account, string path) => new(account, path, WhatsAppErrors.Trouble);
}
