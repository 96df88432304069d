using System.Text.Json.Serialization;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Control;

/// <summary>One act or several at once: <c>{"acts": [{"do": "text", "text": "hi"}], "signature": "right"}</c>.</summary>
internal sealed record ActRequest
{
    [JsonRequired]
    public IReadOnlyList<CustomerAct> Acts { get; init; } = [];

    /// <summary><c>right</c>, <c>wrong</c> or <c>missing</c>.</summary>
    public SignatureKind Signature { get; init; }
}

/// <summary>Which held calls go out, and in which order; all of them, oldest first, when nothing is said.</summary>
internal sealed record ReleaseRequest(IReadOnlyList<string>? Order, string? Kind, string? ExternalId, bool NewestFirst)
{
    public string? LineKey => Kind is { } kind && ExternalId is { } id ? Line.KeyOf(kind, id) : null;
}

internal sealed record ReceiptsRequest([property: JsonRequired] Receipts Mode);

/// <summary>What is left out stays. <c>OlderByHours</c> makes the customer's last word older, so that the shop's window closes.</summary>
internal sealed record ChatSettings(Receipts? Receipts, bool? Stopped, double? OlderByHours);
