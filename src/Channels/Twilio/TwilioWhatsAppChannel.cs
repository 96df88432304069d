using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Channels.Twilio.Reading;
using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio;

/// <summary>WhatsApp through Twilio's Programmable Messaging; what can be tapped goes through its Content API.</summary>
internal sealed class TwilioWhatsAppChannel(TwilioApi api, TwilioContents contents) : IProviderChannel, ITyping, IMediaSource
{
    public const string Name = "whatsapp_twilio";

    public string Kind => Name;

    public ChannelName Called { get; } = new("WhatsApp", "왓츠앱");

    public AccountForm? Form => TwilioAccounts.WhatsApp;

    /// <remarks>A plain text may have 1,600 characters, one with buttons 1,024: the shorter holds for both. Cards need an approval, so a product is a picture and what is tapped stands below.</remarks>
    public Capabilities Capabilities { get; } =
        new(TextLength: 1_024, TextUnit.Characters, Choices: 3, LabelLength: 20, Cards: 0, LinkButton: true, Typing: true)
        {
            Rows = 10,
            RowLength = 24,
            RowDetailLength = 72,
            CardMessages = 3,
            Shows = TwilioWriter.Takes,
            LinkBesideChoices = false,
            PictureBesideChoices = false,
            PictureBesideRows = false,
        };

    public WindowRules Window { get; } = new() { FreeForm = TimeSpan.FromHours(24), Templates = true };

    public WebhookAnswer Acknowledgement => TwilioAnswer.Silence;

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => TwilioSignature.IsGenuine(request, account.Values("auth_token"));

    public ChannelTrouble Trouble(DeliveryReported failed) => TwilioErrors.Of(failed);

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => TwilioReader.Read(request, account);

    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        if (part.Permit is TemplatePermit template)
        {
            return TwilioAnswer.Accepted(await api.SendMessage(part.Account, TwilioWriter.Template(part, template), ct));
        }

        if (TwilioDraft.Of(part.Content, part.Language) is not { } draft)
        {
            return TwilioAnswer.Accepted(await api.SendMessage(part.Account, TwilioWriter.Plain(part, part.Content.Text, TwilioWriter.Shown(part.Content.Picture)), ct));
        }

        var answer = await Interactive(part, draft, ct);
        if (TwilioErrors.IsLostContent(answer))
        {
            contents.Forget(part.Account, draft);
            answer = await Interactive(part, draft, ct);
        }

        return TwilioAnswer.Accepted(answer);
    }

    public Task Verify(ChannelAccount account, CancellationToken ct) => api.Verify(account, ct);

    public async Task ShowTyping(ChannelAccount account, string threadKey, string lastProviderKey, CancellationToken ct)
    {
        // Further files of one message have its id with their number behind it.
        var answer = await api.ShowTyping(account, lastProviderKey.Split('#')[0], ct);
        if (!answer.Ok)
        {
            throw TwilioErrors.Of(answer);
        }
    }

    public TimeSpan TypingLasts => TimeSpan.FromSeconds(25);

    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct) => api.Fetch(account, media, ct);

    private async Task<ProviderAnswer> Interactive(OutboundPart part, TwilioDraft draft, CancellationToken ct)
    {
        var sid = await contents.Find(part.Account, draft, ct);
        return await api.SendMessage(part.Account, TwilioWriter.Content(part, draft, sid), ct);
    }
}
