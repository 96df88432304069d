using System.Text.Json.Serialization;
using ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>What a customer does on their phone. In JSON <c>do</c> names the act: <c>{"do": "text", "text": "hi"}</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(WriteText), "text")]
[JsonDerivedType(typeof(SendMedia), "media")]
[JsonDerivedType(typeof(SendLocation), "location")]
[JsonDerivedType(typeof(SendContact), "contact")]
[JsonDerivedType(typeof(TapButton), "tap")]
[JsonDerivedType(typeof(PickRow), "row")]
[JsonDerivedType(typeof(OrderFromCatalog), "order")]
[JsonDerivedType(typeof(AskAboutProduct), "product")]
[JsonDerivedType(typeof(SubmitForm), "form")]
[JsonDerivedType(typeof(React), "react")]
[JsonDerivedType(typeof(EditMessage), "edit")]
[JsonDerivedType(typeof(DeleteMessage), "delete")]
[JsonDerivedType(typeof(SetPreference), "preference")]
[JsonDerivedType(typeof(StartWithReference), "start")]
[JsonDerivedType(typeof(ReadMessages), "read")]
[JsonDerivedType(typeof(FailMessage), "fail")]
[JsonDerivedType(typeof(SendRaw), "raw")]
internal abstract record CustomerAct
{
    /// <summary>The provider's id of the customer's message; set before a provider composes it.</summary>
    public string Id { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>The message this one answers.</summary>
    public string? ReplyTo { get; init; }
}

internal sealed record WriteText(string Text) : CustomerAct;

public enum MediaKind
{
    Image,
    Audio,
    Video,
    File,
    Sticker,
}

/// <summary>A picture, voice note or file. Without an own content a small picture is sent.</summary>
internal sealed record SendMedia : CustomerAct
{
    public MediaKind Kind { get; init; }

    /// <summary>Base64; taken into <see cref="MediaShelf"/> and then only named by <see cref="MediaId"/>.</summary>
    [JsonPropertyName("content")]
    public byte[]? Content { get; init; }

    public string? ContentType { get; init; }

    public string? FileName { get; init; }

    public string? Caption { get; init; }

    /// <summary>Of the content in <see cref="MediaShelf"/>; set before a provider composes the message.</summary>
    public string MediaId { get; init; } = "";
}

internal sealed record SendLocation(double Latitude, double Longitude, string? Name = null, string? Address = null) : CustomerAct;

internal sealed record SendContact(string Name, string Phone) : CustomerAct;

/// <param name="Payload">What the shop put behind the button.</param>
/// <param name="Label">What the button shows.</param>
/// <param name="MessageId">The message it stands in; the last one that has it when left out.</param>
internal sealed record TapButton(string Payload, string Label = "", string? MessageId = null) : CustomerAct;

internal sealed record PickRow(string Payload, string Label = "", string? MessageId = null) : CustomerAct
{
    public string? Description { get; init; }
}

internal sealed record OrderFromCatalog(IReadOnlyList<OrderItem> Items, string? Note = null) : CustomerAct;

/// <param name="Sku">The retailer's id of the product.</param>
internal sealed record OrderItem(string Sku, int Quantity, decimal Price, string Currency);

internal sealed record AskAboutProduct(string Sku, string Text) : CustomerAct;

internal sealed record SubmitForm(string Name, IReadOnlyDictionary<string, string> Fields) : CustomerAct;

/// <param name="MessageId">What it is put on.</param>
/// <param name="Emoji">Null takes it back.</param>
internal sealed record React(string MessageId, string? Emoji) : CustomerAct;

internal sealed record EditMessage(string MessageId, string Text) : CustomerAct;

internal sealed record DeleteMessage(string MessageId) : CustomerAct;

/// <summary>Stops or resumes messages by the provider's own means: blocks the bot, turns marketing off, writes STOP.</summary>
internal sealed record SetPreference(bool Stop) : CustomerAct;

/// <summary>Comes through a link or an ad.</summary>
internal sealed record StartWithReference(string Reference, string? Text = null) : CustomerAct;

/// <summary>Reads one of the shop's messages, or all.</summary>
internal sealed record ReadMessages(string? MessageId = null) : CustomerAct;

/// <summary>One of the shop's messages turns out undeliverable, with the provider's code for why.</summary>
internal sealed record FailMessage(string MessageId, string Code) : CustomerAct;

/// <summary>Any body at all, sent with a genuine signature.</summary>
internal sealed record SendRaw(string Body) : CustomerAct;
