using ChatCommerce.Channels.Accounts;
using ChatCommerce.Channels.Twilio.Reading;
using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio;

/// <summary>
/// SMS through Twilio's Programmable Messaging: words alone, with numbers instead of buttons. Pictures go to numbers of the North
/// American plan, where MMS works, and as a link everywhere else.
/// </summary>
internal sealed class TwilioSmsChannel(TwilioApi api) : IProviderChannel, IMediaSource
{
    public const string Name = "sms";

    private const int Longest = 600;

    public string Kind => Name;

    public ChannelName Called { get; } = new("SMS", "문자");

    public AccountForm? Form => TwilioAccounts.Sms;

    /// <remarks>600 characters, a picture's link among them, fit into ten segments in any script (67 a segment outside the GSM alphabet).</remarks>
    public Capabilities Capabilities { get; } =
        new(TextLength: Longest, TextUnit.Characters, Choices: 0, LabelLength: 30, Cards: 0, LinkButton: false, Typing: false)
        {
            Shows = picture => TwilioWriter.Takes(picture) && picture.Url.Length <= Longest,
            PictureAsLink = true,
        };

    // No window of the provider's: who may be written to is a matter of consent.
    public WindowRules Window => WindowRules.Always;

    public WebhookAnswer Acknowledgement => TwilioAnswer.Silence;

    public bool IsGenuine(WebhookRequest request, ChannelAccount account) => TwilioSignature.IsGenuine(request, account.Values("auth_token"));

    public ChannelTrouble Trouble(DeliveryReported failed) => TwilioErrors.Of(failed);

    public IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account) => TwilioReader.Read(request, account);

    public async Task<Accepted> Send(OutboundPart part, CancellationToken ct)
    {
        var picture = TwilioWriter.Shown(part.Content.Picture);
        var mms = TakesPictures(part.ThreadKey) && TakesPictures(part.Account.ExternalId);
        var text = SmsText.Plain(picture is null || mms ? part.Content.Text : WithLink(part.Content.Text, picture));
        if (SmsText.Segments(text) > SmsText.MostSegments)
        {
            throw new ChannelTrouble(Retry.Permanent, $"The text has {SmsText.Segments(text)} segments: at most {SmsText.MostSegments} can be sent.");
        }

        return TwilioAnswer.Accepted(await api.SendMessage(part.Account, TwilioWriter.Plain(part, text, mms ? picture : null), ct));
    }

    public Task Verify(ChannelAccount account, CancellationToken ct) => api.Verify(account, ct);

    public Task<FetchedMedia> Fetch(ChannelAccount account, MediaSent media, CancellationToken ct) => api.Fetch(account, media, ct);

    private static bool TakesPictures(string number) => number.StartsWith("+1", StringComparison.Ordinal);

    private static string WithLink(string text, Picture picture) => $"{text}\n{picture.Url}".Trim();
}
