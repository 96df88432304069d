using System.Buffers.Text;
using ChatCommerce.Agent.Words;
using ChatCommerce.Commerce;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// The payloads we put on buttons, at most 64 bytes. They name things and acts, never authority: whoever sends one back gets no more than
/// the same words typed would give. What is not listed here means nothing.
/// </summary>
public static class Actions
{
    public const string Browse = "q";
    public const string Cart = "cart";
    public const string Checkout = "checkout";
    public const string Order = "order";
    public const string Human = "human";
    public const string More = "more";
    public const string LinkCode = "link:code";

    public static string Product(ProductId id) => "p:" + Short(id.Value);

    public static string Add(ProductId id) => "a:" + Short(id.Value);

    public static string Variant(VariantId id) => "v:" + Short(id.Value);

    public static string Option(ProductId id, int position) => $"o:{Short(id.Value)}:{position + 1}";

    public static string Category(int position) => $"c:{position + 1}";

    public static string Ship(string method) => $"ship:{method}";

    public static string Confirm(Guid action, bool yes) => $"act:{Short(action)}:{(yes ? "yes" : "no")}";

    public static IReadOnlyList<Choice> Menu(Phrases words) =>
        [new(words.Browse, Browse), new(words.ShowCart, Cart), new(words.OrderStatus, Order), new(words.Human, Human)];

    /// <summary>The product and the position, from 1, in the payload of an option.</summary>
    public static (ProductId Product, int Position)? ReadOption(string payload) =>
        payload.Split(':') is ["o", var id, var position] && Long(id) is { } product && int.TryParse(position, out var n) ? (ProductId.Of(product), n) : null;

    /// <summary>The id in a payload of that prefix, or null.</summary>
    public static Guid? Read(string payload, string prefix) =>
        payload.StartsWith(prefix, StringComparison.Ordinal) ? Long(payload[prefix.Length..]) : null;

    public static Grant? ReadConfirm(string payload) => payload.Split(':') switch
    {
        ["act", var id, "yes"] when Long(id) is { } action => new(action, Yes: true),
        ["act", var id, "no"] when Long(id) is { } action => new(action, Yes: false),
        _ => null,
    };

    private static string Short(Guid id) => Base64Url.EncodeToString(id.ToByteArray(bigEndian: true));

    private static Guid? Long(string text)
    {
        Span<byte> bytes = stackalloc byte[16];
        return text.Length == 22 && Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == 16
            ? new Guid(bytes, bigEndian: true)
            : null;
    }
}
