using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatCommerce.Sandbox.Phones;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Messages of shops: checked as Twilio checks them at once, and as the networks behind it find out later.</summary>
internal sealed partial class MessagesApi(
    TwilioCaller caller, Contents contents, StatusAddresses statuses, Arrivals arrivals, Posts posts, ApiFaults faults, TimeProvider clock)
{
    private const int LongestBody = 1_600;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan FoundOut = TimeSpan.FromMilliseconds(120);

    public async Task<IResult> Create(HttpContext http, string account)
    {
        var mine = caller.LinesOf(http.Request, account);
        if (mine.Count == 0)
        {
            return TwilioAnswer.Unauthorized();
        }

        var form = await TwilioCaller.Form(http.Request);
        if (form["From"].Length == 0 && form["MessagingServiceSid"].Length == 0)
        {
            return TwilioAnswer.Bad(21603, "A 'From' phone number is required");
        }

        if (LineOf(mine, form) is not { } line)
        {
            return TwilioAnswer.Bad(form["From"].StartsWith("whatsapp:", StringComparison.Ordinal) ? 63007 : 21606, $"The 'From' {form["From"]} is not one of the account's senders");
        }

        return await faults.Run(http, new ApiCall(line, "POST Messages", TwilioAnswer.Troubles) { SameToken = mine }, () => Put(line, account, form));
    }

    private IResult Put(Line line, string account, TwilioForm form)
    {
        if (Refusal(form) is { } refused)
        {
            return refused;
        }

        if (arrivals.Find(line, form["To"]) is not { } chat)
        {
            return TwilioAnswer.Bad(21211, $"Invalid 'To' Phone Number: {form["To"]}");
        }

        if (line.Kind == SmsPhone.Name && chat.Stopped)
        {
            return TwilioAnswer.Bad(21610, "Attempt to send to unsubscribed recipient");
        }

        var content = form["ContentSid"].Length > 0 ? contents.Find(account, form["ContentSid"]) : null;
        if (form["ContentSid"].Length > 0 && content is null)
        {
            return TwilioAnswer.Bad(21655, "The ContentSid is Invalid");
        }

        if (ContentBubble.Variables(form["ContentVariables"]) is not { } variables)
        {
            return TwilioAnswer.Bad(21656, "The ContentVariables Parameter is invalid");
        }

        var bubble = content is null ? new Bubble { Text = form["Body"], Media = MediaOf(form) } : ContentBubble.Of(content, variables);
        bubble = bubble with { Id = TwilioCalls.NewSid(bubble.Media is null ? "SM" : "MM"), Raw = form.Raw, Note = content?.Approved == true ? "template" : null };
        if (Uri.TryCreate(form["StatusCallback"], UriKind.Absolute, out var address))
        {
            statuses.Put(bubble.Id, address);
        }

        if (Later(line, chat, content, bubble) is { } code)
        {
            Fail(chat, form["To"], bubble.Id, code);
        }
        else
        {
            arrivals.Received(line, form["To"], bubble);
        }

        return TwilioAnswer.Ok(Answer(account, form, bubble), 201);
    }

    private static Line? LineOf(IReadOnlyList<Line> mine, TwilioForm form) => form["MessagingServiceSid"] is { Length: > 0 } service
        ? mine.FirstOrDefault(line => service.Equals(line.Setting("messaging_service_sid"), StringComparison.Ordinal))
        : mine.FirstOrDefault(line => form["From"].Equals(line.ExternalId, StringComparison.Ordinal));

    private static IResult? Refusal(TwilioForm form) =>
        form["To"].Length == 0 ? TwilioAnswer.Bad(21604, "A 'To' phone number is required")
        : !To().IsMatch(form["To"]) ? TwilioAnswer.Bad(21211, $"Invalid 'To' Phone Number: {form["To"]}")
        : form["Body"].Length == 0 && form["MediaUrl"].Length == 0 && form["ContentSid"].Length == 0 ? TwilioAnswer.Bad(21619, "A text message body, media urls or a content SID must be specified")
        : form["Body"].Length > LongestBody ? TwilioAnswer.Bad(21617, $"The concatenated message body exceeds the {LongestBody} character limit")
        : form["MediaUrl"].Length > 0 && !IsWeb(form["MediaUrl"]) ? TwilioAnswer.Bad(21620, "Invalid media URL")
        : form["StatusCallback"].Length > 0 && !IsWeb(form["StatusCallback"]) ? TwilioAnswer.Bad(21609, "The StatusCallback URL is not a valid URL")
        : null;

    // What Twilio takes and the network behind it refuses.
    private string? Later(Line line, PhoneChat chat, Content? content, Bubble bubble)
    {
        if (bubble.Media?.Address.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) == true)
        {
            return "12300";
        }

        if (line.Kind == SmsPhone.Name)
        {
            return null;
        }

        var open = chat.CustomerWroteAt is { } wrote && clock.GetUtcNow() - wrote < Window;
        return !open && content?.Approved != true ? "63016" : ContentBubble.Wrong(bubble, content?.Approved == true || content is null);
    }

    private void Fail(PhoneChat chat, string to, string sid, string code)
    {
        if (TwilioCalls.Report(chat, statuses.Find(sid), new(sid, to, "undelivered", code)) is { } call)
        {
            posts.Queue(chat, call, new PostWish { Lane = chat.Key + " reports", After = FoundOut });
        }
    }

    private static JsonObject Answer(string account, TwilioForm form, Bubble bubble) => new()
    {
        ["sid"] = bubble.Id,
        ["account_sid"] = account,
        ["api_version"] = "2010-04-01",
        ["body"] = bubble.Text,
        ["direction"] = "outbound-api",
        ["error_code"] = null,
        ["error_message"] = null,
        ["from"] = form["From"],
        ["num_media"] = bubble.Media is null ? "0" : "1",
        ["num_segments"] = Segments(bubble.Text).ToString(CultureInfo.InvariantCulture),
        ["status"] = "queued",
        ["to"] = form["To"],
        ["uri"] = $"/2010-04-01/Accounts/{account}/Messages/{bubble.Id}.json",
    };

    // Good enough to be read: letters outside Latin-1 make every character cost more.
    private static int Segments(string text)
    {
        var (one, each) = text.All(letter => letter < 256) ? (160, 153) : (70, 67);
        return text.Length <= one ? 1 : (text.Length + each - 1) / each;
    }

    private static BubbleMedia? MediaOf(TwilioForm form) => form["MediaUrl"].Length > 0 ? new BubbleMedia(MediaKind.Image, form["MediaUrl"]) : null;

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    [GeneratedRegex(@"^(whatsapp:)?(\+[1-9]\d{6,14}|[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex To();
}
