using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Messenger;

/// <summary>Facebook Messenger. The account's external id is the page's.</summary>
public sealed class MessengerChannel(MessagingApi api) : IProviderChannel, ITyping, IReadMarks, IProfiles, IMediaSource, ITokenLife
{
    public const string Name = "messenger";

    public string Kind => Name;

    public ChannelName Called { get; } = new("Messenger", "메신저");

    public AccountForm? Form => MessengerAccount.Form;

    public Capabilities Capabilities { get; } =
        new(TextLength: 1_999, TextUnit.Characters, Choices: 13, LabelLength: 20, Cards: 10, LinkButton: true, Typing: true)
        {
            Shows = MessagingWriter.Takes,
            CardText = false,
            PictureBesideText = false,
            TextWithLink = 640,
        };

    public WindowRules Window { get; } = new() { FreeForm = TimeSpan.FromHours(24), HumanTag = TimeSpan.FromDays(7) };

    public WebhookAnswer? Handshake(WebhookRequest request, ChannelAccount account) => MetaWebhook.Handshake(request, account);

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => MetaWebhook.IsGenuine(request, account);

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => MessagingReader.Read(request, account, "psid");

    public Task<Accepted> Send(OutboundPart part, CancellationToken ct) => api.Send(Messages(part.Account), part, marked: true, ct);

    public Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) => api.ShowTyping(Messages(account), threadKey, ct);

    public TimeSpan TypingLasts => TimeSpan.FromSeconds(20);

    public Task MarkRead(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) => api.MarkRead(Messages(account), threadKey, ct);

    public Task<Profile?> Find(ChannelAccount account, string threadKey, CancellationToken ct) =>
        api.Find(Call(account, $"{Uri.EscapeDataString(threadKey)}?fields=first_name,last_name,profile_pic,locale"), ct);

    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct) => api.Fetch(media, ct);

    public Task Verify(ChannelAccount account, CancellationToken ct) => api.Verify(Call(account, $"{account.ExternalId}?fields=id,name"), ct);

    public Task<TokenLife?> TokenLife(ChannelAccount account, CancellationToken ct) => api.TokenLife(Call(account, ""), ct);

    private static GraphCall Messages(ChannelAccount account) => Call(account, $"{account.ExternalId}/messages");

    private static GraphCall Call(ChannelAccount account, string path) => new(account, path, MessagingErrors.Trouble);
}
