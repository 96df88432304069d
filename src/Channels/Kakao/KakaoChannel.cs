using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Kakao;

/// <summary>
/// KakaoTalk's skill server: the answer to its request is the message. Nothing can be pushed for free, so messages wait in the outbox until
/// a request or its callback takes them; news about an order can knock with a paid event.
/// </summary>
public sealed class KakaoChannel(KakaoApi api, MediaDownload files) : IProviderChannel, IMediaSource
{
    public const string Name = "kakaotalk";

    /// <summary>The request header that the shop enters in the skill's form; Kakao signs nothing.</summary>
    public const string SecretHeader = "X-ChatCommerce-Skill";

    private const string Secret = "skill_secret";
    private const string MediaHosts = ".kakaocdn.net";

    public string Kind => Name;

    public ChannelName Called { get; } = new("KakaoTalk", "카카오톡");

    public AccountForm? Form => KakaoAccount.Form;

    /// <summary>Ten quick replies, of which one place is kept for "show result".</summary>
    public Capabilities Capabilities { get; } =
        new(TextLength: 1_000, TextUnit.Characters, Choices: 9, LabelLength: KakaoWriter.LabelLength, Cards: 10, LinkButton: true, Typing: false)
        {
            Shows = KakaoWriter.Takes,
            CardButtons = 3,
            CardTextLength = 50,
        };

    public WindowRules Window { get; } = new() { AnswersOnly = true };

    public bool IsGenuine(WebhookRequest request, ChannelAccount account)
    {
        var shown = request.Header(SecretHeader) is { Length: > 0 } own ? own : Bearer(request.Header("Authorization"));
        return shown.Length > 0 && account.Accepts(Secret, shown);
    }

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account)
    {
        var skill = Open(request);
        return skill.Events(skill.Key);
    }

    /// <summary>The request with all that its answer needs.</summary>
    /// <exception cref="UnreadableWebhook">It is no skill request.</exception>
    public static SkillRequest Open(WebhookRequest request) => KakaoReader.Read(request);

    /// <summary>There is no sending, only an event that makes Kakao ask us: for news about an order, where the shop pays for one.</summary>
    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        if (part.Class is not (MessageClass.Notice or MessageClass.PaymentLink) || EventOf(part.Account) is not { } name)
        {
            throw new ChannelTrouble(Retry.Permanent, "KakaoTalk takes answers only inside its own request: the message waits until the customer writes.")
            {
                Meaning = Meaning.WindowClosed,
            };
        }

        return new(await api.Knock(part.Account, part.ThreadKey, name, ct));
    }

    /// <summary>The event that is registered on the bot for news about orders; null when the shop has none.</summary>
    public static string? EventOf(ChannelAccount account) => account.Settings.TryGetValue("event_order", out var name) && name.Length > 0 ? name : null;

    public Task Verify(ChannelAccount account, CancellationToken ct)
    {
        account.Secret(Secret);
        return account.Credentials.ContainsKey("rest_api_key") ? api.Verify(account, ct) : Task.CompletedTask;
    }

    /// <summary>Pictures of the plugin, whose address carries its own credential; they lie with Kakao and nowhere else.</summary>
    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct) =>
        Uri.TryCreate(media.Source, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.Host.EndsWith(MediaHosts, StringComparison.OrdinalIgnoreCase)
            ? files.Fetch(new HttpRequestMessage(HttpMethod.Get, address), media, ct)
            : throw new ChannelTrouble(Retry.Permanent, "The picture's address is not KakaoTalk's.");

    private static string Bearer(string header) => header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : header;
}
