using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Meta;
using ChatCommerce.Channels.Meta.Messaging;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Instagram;

/// <summary>
/// Instagram direct messages. The account's external id is the professional account's. It was connected through a Facebook page (a page
/// token) or by Instagram Login (setting <c>login</c> is <c>instagram</c>, or the token has that form), whose API has a host of its own.
/// </summary>
public sealed class InstagramChannel(MessagingApi api) : IProviderChannel, ITyping, IReadMarks, IProfiles, IMediaSource, ITokenLife
{
    public const string Name = "instagram";

    public string Kind => Name;

    public ChannelName Called { get; } = new("Instagram", "인스타그램");

    public AccountForm? Form => InstagramAccount.Form;

    /// <summary>Text is counted in bytes.</summary>
    public Capabilities Capabilities { get; } =
        new(TextLength: 1_000, TextUnit.Utf8Bytes, Choices: 13, LabelLength: 20, Cards: 10, LinkButton: true, Typing: true)
        {
            Shows = MessagingWriter.Takes,
            CardText = false,
            PictureBesideText = false,
            TextWithLink = 640,
        };

    public WindowRules Window { get; } = new() { FreeForm = TimeSpan.FromHours(24), HumanTag = TimeSpan.FromDays(7) };

    public WebhookAnswer? Handshake(WebhookRequest request, ChannelAccount account) => MetaWebhook.Handshake(request, account);

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => MetaWebhook.IsGenuine(request, account);

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => MessagingReader.Read(request, account, "igsid");

    // Whether Instagram takes metadata is not documented, so its echoes are known by their message's id alone.
    public Task<Accepted> Send(OutboundPart part, CancellationToken ct) => api.Send(Messages(part.Account), part, marked: false, ct);

    public Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) => api.ShowTyping(Messages(account), threadKey, ct);

    public TimeSpan TypingLasts => TimeSpan.FromSeconds(20);

    public Task MarkRead(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct) => api.MarkRead(Messages(account), threadKey, ct);

    public Task<Profile?> Find(ChannelAccount account, string threadKey, CancellationToken ct) =>
        api.Find(Call(account, $"{Uri.EscapeDataString(threadKey)}?fields=name,username,profile_pic"), ct);

    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct) => api.Fetch(media, ct);

    public Task Verify(ChannelAccount account, CancellationToken ct) =>
        api.Verify(Call(account, IsInstagramLogin(account) ? "me?fields=user_id,username" : $"{account.ExternalId}?fields=id,username"), ct);

    public Task<TokenLife?> TokenLife(ChannelAccount account, CancellationToken ct) => api.TokenLife(Call(account, ""), ct);

    private static GraphCall Messages(ChannelAccount account) => Call(account, "me/messages");

    private static GraphCall Call(ChannelAccount account, string path) =>
        new(account, path, MessagingErrors.Trouble) { InstagramLogin = IsInstagramLogin(account) };

    private static bool IsInstagramLogin(ChannelAccount account) => account.Settings.GetValueOrDefault("login") switch
    {
        "instagram" => true,
        "facebook" => false,
        _ => account.Credentials.GetValueOrDefault("access_token")?.StartsWith("IG", StringComparison.Ordinal) == true,
    };
}
