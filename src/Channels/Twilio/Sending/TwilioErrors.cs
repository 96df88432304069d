using System.Globalization;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Twilio.Sending;

/// <summary>What Twilio's error codes mean (twilio.com/docs/api/errors).</summary>
internal static class TwilioErrors
{
    public static ChannelTrouble Of(ProviderAnswer answer)
    {
        var code = Number(answer.Text("code"));
        return Of(code, Named(code > 0 ? code.ToString(CultureInfo.InvariantCulture) : null, answer.Text("message") ?? $"HTTP {answer.Status}"), answer);
    }

    /// <summary>The same codes come in reports.</summary>
    public static ChannelTrouble Of(DeliveryReported failed) => Of(Number(failed.Code), failed.Error ?? Named(failed.Code, null), new(400, default, null));

    private static int Number(string? code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;

    private static ChannelTrouble Of(int code, string message, ProviderAnswer answer) =>
        (code, answer.Status) switch
        {
            (20003 or 20005 or 20006, _) or (0, 401 or 403) => new(Retry.Permanent, message) { Meaning = Meaning.CredentialsRefused },
            (21610, _) => new(Retry.Permanent, message) { Meaning = Meaning.OptedOut },
            (63016 or 63032 or 63051, _) => new(Retry.Permanent, message) { Meaning = Meaning.WindowClosed },
            (21211 or 21217 or 21407 or 21612 or 21614 or 30005 or 30006 or 63003 or 63024, _) => new(Retry.Permanent, message) { Meaning = Meaning.NobodyThere },
            (20429 or 21611 or 63018 or 63017 or 30001 or 14107, _) or (_, 429) => new(Retry.Temporary, message, answer.After) { Meaning = Meaning.AccountSlowed },
            (20503, _) or (_, 503) => new(Retry.Temporary, message, answer.After),
            _ => new(answer.RetryByStatus, message, answer.After),
        };

    /// <summary>The named content is gone or another account's, so it is to be made again. Nothing was sent.</summary>
    public static bool IsLostContent(ProviderAnswer answer) => answer.Text("code") is "21655" or "21657" or "63027";

    public static string Named(string? code, string? message) => $"Twilio {code ?? "without a code"}: {message ?? Words(code)}";

    // A report names the code alone.
    private static string Words(string? code) => code switch
    {
        "21610" => "The person has opted out.",
        "30003" => "The phone cannot be reached.",
        "30004" => "The message was blocked.",
        "30005" => "The number is unknown.",
        "30006" => "The number is a landline or cannot be reached.",
        "30007" => "The carrier filtered the message.",
        "30008" => "The carrier gave no reason.",
        "30036" => "The message was too old when its turn came.",
        "63016" => "The 24-hour window is closed: only a template may be sent.",
        "63024" => "The recipient cannot be written to.",
        _ => "See twilio.com/docs/api/errors.",
    };
}
