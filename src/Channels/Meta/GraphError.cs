using System.Globalization;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Meta;

/// <summary>Meta's error body: <c>{"error":{"message","code","error_subcode","error_data":{"details"}}}</c>, or only a status.</summary>
internal sealed record GraphError(ProviderAnswer Answer, int? Code, int? Subcode, string Text)
{
    public static GraphError Of(ProviderAnswer answer)
    {
        var text = answer.Text("error", "error_data", "details") ?? answer.Text("error", "message") ?? "";
        return new(answer, Number(answer.Text("error", "code")), Number(answer.Text("error", "error_subcode")), CustomerText.Cut(CustomerText.Clean(text), 300));
    }

    /// <summary>The same codes come in reports.</summary>
    public static GraphError Of(DeliveryReported failed) => new(new(400, default, null), Number(failed.Code), null, failed.Error ?? "");

    public ChannelTrouble Permanent(Meaning meaning = Meaning.ThisMessage) => As(Retry.Permanent, meaning, null);

    /// <param name="seconds">How long to wait when the answer does not say.</param>
    public ChannelTrouble Temporary(Meaning meaning = Meaning.ThisMessage, int? seconds = null) =>
        As(Retry.Temporary, meaning, Answer.After ?? (seconds is { } wait ? TimeSpan.FromSeconds(wait) : null));

    /// <summary>A code nobody has told us of: the status alone speaks.</summary>
    public ChannelTrouble ByStatus() => As(Answer.RetryByStatus, Answer.Status is 401 ? Meaning.CredentialsRefused : Meaning.ThisMessage, Answer.After);

    private ChannelTrouble As(Retry retry, Meaning meaning, TimeSpan? after) => new(retry, Line, after) { Meaning = meaning };

    private string Line => Code is null ? $"Meta answered with status {Answer.Status}."
        : $"Meta {Code}{(Subcode is null ? "" : $"/{Subcode}")}: {Text}";

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
