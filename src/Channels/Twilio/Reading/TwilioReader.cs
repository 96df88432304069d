using ChatCommerce.Channels.Twilio.Sending;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Twilio.Reading;

/// <summary>Reads a call of Programmable Messaging: a message of a customer or a report on one of ours; both come to the same address.</summary>
internal static class TwilioReader
{
    /// <summary>The query parameter with which our own mark travels in a message's status address and comes back in its reports.</summary>
    public const string Mark = "mark";

    public static IReadOnlyList<Received> Read(WebhookRequest request, ChannelAccount account)
    {
        var form = TwilioForm.Parse(request);
        var sid = form.Word("MessageSid") ?? form.Word("SmsMessageSid") ?? form.Word("SmsSid") ?? throw new UnreadableWebhook("The call names no message.");
        if (form.Word("MessageStatus") is { } status and not ("received" or "receiving"))
        {
            return [new(Ours(form, "From", account), Report(request, form, sid, status))];
        }

        if (form.Word("From") is not { } from)
        {
            throw new UnreadableWebhook("The message names no sender.");
        }

        // Names instead of numbers are advertisers' senders, to whom nothing can be sent back.
        if (!IsWhatsApp(from) && !IsPhone(from))
        {
            throw new UnreadableWebhook("The sender of the text message is no phone number, so nobody can be answered.");
        }

        var call = new Inbound(form, sid, from, Ours(form, "To", account), request.ReceivedAt);
        return [.. Events(call).Select(said => new Received(call.To, said))];
    }

    private static IEnumerable<InboundEvent> Events(Inbound call)
    {
        var sender = SenderOf(call);
        InboundEvent Of(InboundContent content, int n) =>
            new(n == 0 ? call.Sid : $"{call.Sid}#{n}", call.From, sender, call.At, content)
            {
                Reference = n == 0 ? TwilioContent.ReferenceOf(call.Form) : null,
                Referral = n == 0 ? TwilioContent.ReferralOf(call.Form) : null,
            };

        // Twilio itself has stopped or resumed and told the person so. HELP is an ordinary question.
        return call.Form.Word("OptOutType")?.ToUpperInvariant() switch
        {
            "STOP" => [Of(new PreferenceSet(true, "twilio") { Typed = true }, 0)],
            "START" => [Of(new PreferenceSet(false, "twilio") { Typed = true }, 0)],
            _ => TwilioContent.Read(call.Form).Select(Of),
        };
    }

    private static InboundEvent Report(WebhookRequest request, TwilioForm form, string sid, string status)
    {
        var state = status.ToLowerInvariant() switch
        {
            "delivered" or "partially_delivered" => "delivered",
            "read" => "read",
            "failed" or "undelivered" or "canceled" => "failed",
            _ => "sent",
        };
        var to = form.Word("To") ?? "";
        var error = state is "failed" ? TwilioErrors.Named(form.Word("ErrorCode"), form.Word("ErrorMessage")) : null;
        return new(InboundKeys.Status(sid, state), to, new Sender(PhoneOf(to)), request.ReceivedAt, new DeliveryReported(sid, state, error)
        {
            Code = state is "failed" ? form.Word("ErrorCode") : null,
            Mark = request.Query.GetValueOrDefault(Mark) is { } mark ? CustomerText.Cut(CustomerText.Clean(mark), 200) : null,
        });
    }

    // The business-scoped id stays when a number changes or is hidden, so it stands first.
    private static Sender SenderOf(Inbound call)
    {
        List<Identifier> known = [];
        var scoped = call.Form.Word("ExternalUserId") ?? (Address(call.From) is { } address && !IsNumber(address) ? address : null);
        if (IsWhatsApp(call.From) && scoped is not null)
        {
            known.Add(new(Identifier.UserId, scoped));
        }

        known.AddRange(call.Form.Word("WaId") is { } digits && digits.All(char.IsAsciiDigit) ? [new(Identifier.Phone, "+" + digits)] : PhoneOf(call.From));
        return new(known.Count > 0 ? known : [new("twilio_address", call.From)], call.Form.Word("ProfileName"));
    }

    private static IReadOnlyList<Identifier> PhoneOf(string from) => Address(from) is { } address && IsNumber(address) ? [new(Identifier.Phone, address)] : [];

    private static string Address(string from) => from[(from.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static bool IsWhatsApp(string from) => from.StartsWith("whatsapp:", StringComparison.Ordinal);

    // With its country's code, or a carrier's short code.
    private static bool IsPhone(string from) => IsNumber(from) || (from.Length is >= 3 and <= 8 && from.All(char.IsAsciiDigit));

    private static bool IsNumber(string address) => address is ['+', _, ..] && address.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    // A messaging service is the account where one is set, whichever of its numbers was written to.
    private static string Ours(TwilioForm form, string side, ChannelAccount account) =>
        form.Word("MessagingServiceSid") is { } service && account.Settings.GetValueOrDefault(TwilioApi.Service) == service
            ? account.ExternalId
            : form.Word(side) ?? account.ExternalId;

    private sealed record Inbound(TwilioForm Form, string Sid, string From, string To, DateTimeOffset At);
}
