using ChatCommerce.Channels.Provider;

namespace ChatCommerce.Channels.Kakao;

/// <summary>What Kakao's bot API answers, and who may try again. It has no list of codes: the status and the word speak.</summary>
internal static class KakaoErrors
{
    public static ChannelTrouble Of(ProviderAnswer answer)
    {
        var message = $"KakaoTalk answered {answer.Status} {answer.Text("status")} {answer.Text("message") ?? answer.Text("msg")}".TrimEnd();
        return answer.Status switch
        {
            401 => new(Retry.Permanent, message) { Meaning = Meaning.CredentialsRefused },
            403 => new(Retry.Permanent, message) { Meaning = Meaning.CredentialsRefused },
            429 => new(Retry.Temporary, message, answer.After) { Meaning = Meaning.AccountSlowed },
            503 => new(Retry.Temporary, message, answer.After),
            >= 500 => new(Retry.Ambiguous, message),

            // Also 200 with FAIL or ERROR: an address that was used or has expired, a user who left, an event nobody deployed.
            _ => new(Retry.Permanent, message),
        };
    }
}
