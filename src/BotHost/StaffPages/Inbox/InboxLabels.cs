using System.Text.RegularExpressions;
using ChatCommerce.BotHost.Pipeline;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.StaffPages.Inbox;

/// <summary>What staff read instead of the words that the program keeps.</summary>
internal static partial class InboxLabels
{
    private const string NotShown = "Something that cannot be shown here";

    public static string Channel(ChannelKinds kinds, string kind)
    {
        var name = kinds.NameOf(kind).English;
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    public static string Language(string code) => code switch
    {
        "en" => "English",
        "ko" => "Korean",
        _ => code,
    };

    /// <summary>What became of a message of ours, by its state in the outbox.</summary>
    public static string Delivery(string state) => state switch
    {
        "pending" or "claimed" or "sending" => "On its way",
        "held" => "Not sent yet",
        "accepted" => "Sent",
        "delivered" => "Delivered",
        "read" => "Read",
        "failed" => "Not sent",
        "ambiguous" => "Perhaps not sent",
        "withdrawn" => "Withdrawn",
        "suppressed" => "Not sent: the customer opted out",
        _ => state,
    };

    /// <summary>What a customer sent that is neither words nor a file; null where its own words say all.</summary>
    public static string? Said(InboundContent content) => content switch
    {
        Unsupported { Type: "unsupported" } => NotShown,
        Unsupported odd => $"{NotShown}: {odd.Type.Replace('_', ' ')}",
        ContactSent contact => $"Contact: {string.Join(", ", [contact.Name, .. contact.Phones])}",
        LocationSent place => $"Location: {string.Join(", ", new[] { place.Name, place.Address, FormattableString.Invariant($"{place.Latitude}, {place.Longitude}") }.Where(p => p is { Length: > 0 }))}",
        CatalogCartSent cart => $"Cart: {string.Join(", ", cart.Lines.Select(l => $"{l.Quantity} × {l.Sku}"))}{(cart.Note is { Length: > 0 } note ? "\n" + note : "")}",
        FormSent form => $"Form “{form.Name}”{string.Concat(form.Fields.Select(f => $"\n{f.Key}: {f.Value}"))}",
        ProductAsked { Text: null or "" } asked => $"Asks about the product {asked.Sku}",
        _ => null,
    };

    /// <summary>The last line of a conversation, as the list shows it.</summary>
    public static string? Preview(string? line) => line is not null && Bracketed().Match(line) is { Success: true } kind ? Named(kind.Groups["kind"].Value, kind.Groups["rest"].Value) ?? line : line;

    private static string? Named(string kind, string rest) => Kind(kind) is { } name ? rest.Length > 0 ? $"{name}: {rest}" : name : null;

    private static string? Kind(string kind) => kind switch
    {
        "image" => "Picture",
        "audio" => "Sound",
        "video" => "Video",
        "file" => "File",
        "sticker" => "Sticker",
        "location" => "Location",
        "contact" => "Contact",
        "form" => "Form",
        "cart" => "Cart",
        "product" => "Product",
        "unsupported" => NotShown,
        _ => null,
    };

    [GeneratedRegex(@"^\[(?<kind>[a-z]+)\] ?(?<rest>.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Bracketed();
}
