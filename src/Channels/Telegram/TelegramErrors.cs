using System.Globalization;
using ChatCommerce.Channels.Provider;

namespace ChatCommerce.Channels.Telegram;

/// <summary>What the Bot API's refusals mean. Its descriptions are not a contract, so each falls back to what its code says.</summary>
internal static class TelegramErrors
{
    public static ChannelTrouble Of(ProviderAnswer answer)
    {
        var code = int.TryParse(answer.Text("error_code"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : answer.Status;
        var description = answer.Text("description") ?? "no description";
        var message = $"Telegram {code}: {description}";
        return code switch
        {
            // A token that is no token at all is answered with 404.
            401 or 404 => new(Retry.Permanent, message) { Meaning = Meaning.CredentialsRefused },
            403 when Says(description, "deactivated") || Says(description, "initiate") => new(Retry.Permanent, message) { Meaning = Meaning.NobodyThere },
            403 => new(Retry.Permanent, message) { Meaning = Meaning.OptedOut },
            429 => new(Retry.Temporary, message, After(answer)),
            400 when Says(description, "chat not found") || Says(description, "user not found") || Says(description, "PEER_ID_INVALID") =>
                new(Retry.Permanent, message) { Meaning = Meaning.NobodyThere },
            400 or 409 or 413 => new(Retry.Permanent, message),
            503 => new(Retry.Temporary, message, answer.After),
            _ => new(code == answer.Status ? answer.RetryByStatus : Retry.Permanent, message, answer.After),
        };
    }

    /// <summary>Whether only the picture was refused: nothing was sent, and the message can go without it.</summary>
    public static bool IsPicture(ProviderAnswer answer) => answer.Status == 400 && answer.Text("description") is { } description
        && (Says(description, "HTTP URL") || Says(description, "wrong type of the web page content") || Says(description, "PHOTO_INVALID") || Says(description, "IMAGE_PROCESS_FAILED"));

    private static TimeSpan? After(ProviderAnswer answer) =>
        int.TryParse(answer.Text("parameters", "retry_after"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : answer.After;

    private static bool Says(string description, string what) => description.Contains(what, StringComparison.OrdinalIgnoreCase);
}
