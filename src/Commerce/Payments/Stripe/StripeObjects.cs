using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;

namespace ChatCommerce.Commerce.Payments.Stripe;

/// <summary>A checkout session as Stripe tells it, in events and answers alike. What is missing is null, never guessed.</summary>
/// <param name="Status"><c>open</c>, <c>complete</c> or <c>expired</c>.</param>
/// <param name="PaymentStatus"><c>paid</c>, <c>unpaid</c> or <c>no_payment_required</c>.</param>
public sealed record StripeSession(
    string Id, string? Status, string? PaymentStatus, long? AmountTotal, string? Currency, bool? LiveMode, string? PaymentIntent, string? Url,
    string? ClientReferenceId, string? Email, IReadOnlyDictionary<string, string> Metadata)
{
    public bool IsPaid => PaymentStatus is "paid";

    /// <summary>What the provider calls the payment; the session stands for it where it has none.</summary>
    public string PaymentKey => PaymentIntent ?? Id;

    public static StripeSession Of(JsonElement json) => new(
        json.Text("id") ?? "", json.Text("status"), json.Text("payment_status"), json.Number("amount_total"), json.Text("currency"),
        json.Flag("livemode"), json.Reference("payment_intent"), json.Text("url"), json.Text("client_reference_id"),
        json.Find("customer_details")?.Text("email"), json.Map("metadata"));
}

/// <summary>A payment, apart from the page it is made on.</summary>
/// <param name="Status"><c>requires_payment_method</c>, <c>processing</c>, <c>succeeded</c>, <c>canceled</c> and others.</param>
public sealed record StripeIntent(string Id, string? Status)
{
    public static StripeIntent Of(JsonElement json) => new(json.Text("id") ?? "", json.Text("status"));
}

/// <param name="Status"><c>pending</c>, <c>requires_action</c>, <c>succeeded</c>, <c>failed</c> or <c>canceled</c>.</param>
public sealed record StripeRefund(
    string Id, string? Status, long? Amount, string? Currency, string? PaymentIntent, string? FailureReason, IReadOnlyDictionary<string, string> Metadata)
{
    public static StripeRefund Of(JsonElement json) => new(
        json.Text("id") ?? "", json.Text("status"), json.Number("amount"), json.Text("currency"), json.Reference("payment_intent"),
        json.Text("failure_reason"), json.Map("metadata"));
}

/// <summary>An event as it arrived.</summary>
/// <param name="Account">The account it is about; only on endpoints that hear of several.</param>
public sealed record StripeEvent(string Id, string Type, bool? LiveMode, string? Account, JsonElement Subject)
{
    private const int MostIdLength = 255;
    private const int MostTypeLength = 100;

    /// <summary>None when it is not JSON, or not an event with an id we can keep.</summary>
    public static StripeEvent? Read(ReadOnlyMemory<byte> raw)
    {
        try
        {
            using var json = JsonBody.Open(raw);
            var root = json.RootElement.Clone();
            var (id, type) = (root.Text("id"), root.Text("type"));
            var whole = IsName(id, MostIdLength) && IsName(type, MostTypeLength);
            return whole ? new(id!, type!, root.Flag("livemode"), root.Text("account"), root.Find("data")?.Find("object") ?? default) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool IsName(string? text, int most) =>
        text is { Length: > 0 } && text.Length <= most && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-');
}

/// <summary>Reads JSON that may have any shape: a wrong kind of value is a missing one.</summary>
internal static class LooseJson
{
    public static JsonElement? Find(this JsonElement json, string name) =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(this JsonElement json, string name) =>
        json.Find(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { } text && !text.Contains('\0', StringComparison.Ordinal) ? text : null;

    public static long? Number(this JsonElement json, string name) =>
        json.Find(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    public static bool? Flag(this JsonElement json, string name) => json.Find(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>An id, or the id of the object that stands in its place when it was expanded.</summary>
    public static string? Reference(this JsonElement json, string name) => json.Text(name) ?? json.Find(name)?.Text("id");

    public static IReadOnlyDictionary<string, string> Map(this JsonElement json, string name)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        if (json.Find(name) is { ValueKind: JsonValueKind.Object } values)
        {
            foreach (var value in values.EnumerateObject().Where(v => v.Value.ValueKind is JsonValueKind.String))
            {
                map[value.Name] = value.Value.GetString()!;
            }
        }

        return map;
    }
}
