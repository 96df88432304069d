using System.Text.Json.Serialization;

namespace ChatCommerce.Platform.Messages;

/// <summary>What an inbound event was. Text in it has passed <see cref="Text.CustomerText.Clean"/>; the raw bytes are kept apart.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(TextSaid), "text")]
[JsonDerivedType(typeof(ChoiceTapped), "choice")]
[JsonDerivedType(typeof(MediaSent), "media")]
[JsonDerivedType(typeof(LocationSent), "location")]
[JsonDerivedType(typeof(ContactSent), "contact")]
[JsonDerivedType(typeof(FormSent), "form")]
[JsonDerivedType(typeof(CatalogCartSent), "order")]
[JsonDerivedType(typeof(ProductAsked), "product_inquiry")]
[JsonDerivedType(typeof(Referred), "referral")]
[JsonDerivedType(typeof(Reacted), "reaction")]
[JsonDerivedType(typeof(MessageEdited), "edit")]
[JsonDerivedType(typeof(MessageDeleted), "delete")]
[JsonDerivedType(typeof(Echoed), "echo")]
[JsonDerivedType(typeof(DeliveryReported), "status")]
[JsonDerivedType(typeof(PreferenceSet), "preference")]
[JsonDerivedType(typeof(ThreadControl), "control")]
[JsonDerivedType(typeof(IdentityChanged), "identity_change")]
[JsonDerivedType(typeof(AccountNews), "account_news")]
[JsonDerivedType(typeof(TemplateReviewed), "template")]
[JsonDerivedType(typeof(Unsupported), "unsupported")]
public abstract record InboundContent
{
    /// <summary>Whether the customer said something that wants an answer, and so a message in the thread.</summary>
    [JsonIgnore]
    public abstract bool IsSaid { get; }

    /// <summary>One line for people: the text itself, or what stands for it.</summary>
    [JsonIgnore]
    public abstract string Line { get; }
}

/// <summary>Something the customer said, shown in the thread and answered.</summary>
public abstract record Said : InboundContent
{
    public override bool IsSaid => true;
}

/// <summary>Something that happened around the thread; never a bubble of its own.</summary>
public abstract record Happened : InboundContent
{
    public override bool IsSaid => false;
}

public sealed record TextSaid(string Text) : Said
{
    public override string Line => Text;
}

/// <param name="Payload">What we put on the button; only payloads minted by us mean anything.</param>
/// <param name="Label">What the button showed.</param>
public sealed record ChoiceTapped(string Payload, string Label) : Said
{
    public override string Line => Label;
}

/// <param name="Type">image, audio, video, file or sticker.</param>
/// <param name="Source">The provider's media id or address, fetched only through the guarded client.</param>
public sealed record MediaSent(string Type, string Source, string? ContentType, string? Caption, string? FileName = null) : Said
{
    /// <summary>The hash that the file must have, in hex or Base64, where the provider tells it.</summary>
    public string? Sha256 { get; init; }

    public override string Line => Caption is { Length: > 0 } ? $"[{Type}] {Caption}" : $"[{Type}]";
}

public sealed record LocationSent(double Latitude, double Longitude, string? Name, string? Address) : Said
{
    public override string Line => $"[location] {Name ?? Address}".TrimEnd();
}

public sealed record ContactSent(string Name, IReadOnlyList<string> Phones) : Said
{
    public override string Line => $"[contact] {Name}";
}

/// <param name="Fields">A flow's or form's answers by field name.</param>
public sealed record FormSent(string Name, IReadOnlyDictionary<string, string> Fields) : Said
{
    public override string Line => $"[form] {Name}";
}

/// <summary>A cart sent from the channel's own catalog. Its prices are for the record: ours are quoted.</summary>
public sealed record CatalogCartSent(IReadOnlyList<CatalogCartLine> Lines, string? Note) : Said
{
    public override string Line => $"[cart] {Lines.Count}";
}

public sealed record CatalogCartLine(string Sku, int Quantity, string? ClaimedPrice, string? ClaimedCurrency);

public sealed record ProductAsked(string Sku, string? Text) : Said
{
    public override string Line => Text ?? $"[product] {Sku}";
}

/// <summary>The person arrived through a link or an ad without saying anything.</summary>
public sealed record Referred(string Source, string? Headline) : Said
{
    public override string Line => $"[{Source}] {Headline}".TrimEnd();
}

public sealed record Reacted(string ToProviderId, string? Emoji) : Happened
{
    public override string Line => Emoji ?? "";
}

public sealed record MessageEdited(string ProviderId, string Text) : Happened
{
    public override string Line => Text;
}

public sealed record MessageDeleted(string ProviderId) : Happened
{
    public override string Line => "";
}

/// <param name="ByHuman">A person wrote from the provider's own app, so the bot must be silent.</param>
public sealed record Echoed(string ProviderId, string Text, bool ByHuman) : Happened
{
    /// <summary>What we attached to the message, when the provider gives it back.</summary>
    public string? Mark { get; init; }

    public override string Line => Text;
}

/// <param name="State">sent, delivered, read or failed.</param>
public sealed record DeliveryReported(string ProviderId, string State, string? Error) : Happened
{
    /// <summary>The provider's code of what went wrong.</summary>
    public string? Code { get; init; }

    /// <summary>What we attached to the message, when the provider gives it back.</summary>
    public string? Mark { get; init; }

    /// <summary>Instead of one message: everything that stood in the thread by then.</summary>
    public DateTimeOffset? Until { get; init; }

    public override string Line => State;
}

/// <param name="Stop">True: write no more. False: may write again.</param>
public sealed record PreferenceSet(bool Stop, string Source) : Happened
{
    /// <summary>About advertising alone: answers and news of orders are as welcome as before.</summary>
    public bool Advertising { get; init; }

    /// <summary>Said in words of their own, which the provider understood before us, and not by a switch of the provider's.</summary>
    public bool Typed { get; init; }

    public override string Line => Stop ? "stop" : "start";
}

/// <param name="Move">pass, take, request or release.</param>
public sealed record ThreadControl(string Move) : Happened
{
    /// <summary>True: the thread is ours again. False: another application has it, so the bot is silent. Null: nothing has moved yet.</summary>
    public bool? Ours { get; init; }

    public override string Line => Move;
}

public sealed record IdentityChanged(Identifier From, Identifier To) : Happened
{
    public override string Line => "";
}

/// <summary>The provider says something about the account, or something in which nobody speaks: kept with its raw bytes for staff.</summary>
public sealed record AccountNews(string Topic, string? Detail) : Happened
{
    public override string Line => Detail is null ? Topic : $"{Topic}: {Detail}";
}

/// <param name="State">The provider's word in lower case: approved, rejected, paused, disabled and the like.</param>
public sealed record TemplateReviewed(string Name, string Language, string State, string? Reason) : Happened
{
    public override string Line => $"{Name} ({Language}): {State}";
}

/// <summary>Something genuine we cannot read: kept with its raw bytes and shown to staff.</summary>
public sealed record Unsupported(string Type) : Said
{
    public override string Line => $"[{Type}]";
}
