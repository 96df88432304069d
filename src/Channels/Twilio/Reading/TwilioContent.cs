using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Reading;

/// <summary>What a customer's message says. One call may carry several files: each becomes an event.</summary>
internal static partial class TwilioContent
{
    private const int MostFiles = 10;

    public static IReadOnlyList<InboundContent> Read(TwilioForm form)
    {
        if (Chosen(form) is { } chosen)
        {
            return [chosen];
        }

        if (Place(form) is { } place)
        {
            return [place];
        }

        var text = form.Text("Body");
        var files = Files(form, text);
        return files.Count > 0 ? files
            : Form(form) is { } filled ? [filled]
            : form.Word("MessageType") is "reaction" && form.Word("OriginalRepliedMessageSid") is { } target ? [new Reacted(target, text.Length > 0 ? text : null)]
            : form.Word("MessageType") is "order" ? [new Unsupported("order")]
            : text.Length > 0 ? [new TextSaid(text)]
            : [new Unsupported(form.Word("MessageType") ?? "empty message")];
    }

    /// <summary>A reference that a link of ours put into the first text, such as <c>(ref: k7Q2x)</c>. An ad names nothing of ours.</summary>
    public static string? ReferenceOf(TwilioForm form) =>
        form.Raw("Body") is { Length: < 4_000 } body && TypedReference().Match(body) is { Success: true } match ? match.Groups["reference"].Value : null;

    public static Referral? ReferralOf(TwilioForm form) => (form.Word("ReferralSourceType") ?? form.Word("ReferralSourceId")) is null ? null
        : new(form.Word("ReferralSourceType") ?? "ad")
        {
            AdId = form.Word("ReferralSourceId"), ClickId = form.Word("ReferralCtwaClid"), Headline = form.Word("ReferralHeadline"),
        };

    private static ChoiceTapped? Chosen(TwilioForm form) =>
        (form.Word("ButtonPayload") ?? form.Word("ListId")) is { } payload
            ? new(payload, form.Word("ButtonText") ?? form.Word("ListTitle") ?? form.Word("Body") ?? payload)
            : null;

    private static LocationSent? Place(TwilioForm form) =>
        Number(form.Raw("Latitude")) is { } latitude and >= -90 and <= 90 && Number(form.Raw("Longitude")) is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, form.Word("Label"), form.Word("Address"))
            : null;

    private static List<InboundContent> Files(TwilioForm form, string text)
    {
        var count = int.TryParse(form.Raw("NumMedia"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? Math.Min(given, MostFiles) : 0;
        List<InboundContent> files = [];
        for (var n = 0; n < count; n++)
        {
            if (form.Word(string.Create(CultureInfo.InvariantCulture, $"MediaUrl{n}")) is { } address)
            {
                var type = form.Word(string.Create(CultureInfo.InvariantCulture, $"MediaContentType{n}"));
                files.Add(new MediaSent(KindOf(form.Word("MessageType"), type), address, type, files.Count == 0 && text.Length > 0 ? text : null));
            }
        }

        return files;
    }

    private static string KindOf(string? messageType, string? contentType) => messageType is "sticker" ? "sticker" : contentType?.Split('/')[0].ToLowerInvariant() switch
    {
        "image" => "image",
        "audio" => "audio",
        "video" => "video",
        _ => "file",
    };

    // The name of the parameter that carries a flow's answers is not documented for certain, so both that were seen are read.
    private static FormSent? Form(TwilioForm form)
    {
        if ((form.Raw("InteractiveData") ?? form.Raw("FlowData")) is not { Length: > 0 and < 100_000 } json)
        {
            return null;
        }

        return JsonFields.Inner(json) is { ValueKind: JsonValueKind.Object } answers ? new("flow", answers.Answers()) : null;
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    [GeneratedRegex(@"\(ref: ?(?<reference>[A-Za-z0-9_:.-]{1,64})\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 500)]
    private static partial Regex TypedReference();
}
