using System.Text.Json.Serialization;

namespace ChatCommerce.Channels.Kakao;

/// <summary>A skill response, version 2.0. Kakao's own member names.</summary>
public sealed record SkillResponse
{
    public string Version => "2.0";

    /// <summary>The answer comes by the callback; then there is no template.</summary>
    public bool? UseCallback { get; init; }

    /// <summary>Fills the waiting bubble, <c>{{#webhook.text}}</c>.</summary>
    public SkillWaiting? Data { get; init; }

    public SkillTemplate? Template { get; init; }

    public static SkillResponse Later(string text) => new() { UseCallback = true, Data = new(text) };
}

public sealed record SkillWaiting(string Text);

public sealed record SkillTemplate(IReadOnlyList<SkillOutput> Outputs)
{
    public IReadOnlyList<SkillButton>? QuickReplies { get; init; }
}

/// <summary>One bubble: exactly one member is set.</summary>
public sealed record SkillOutput
{
    public SimpleText? SimpleText { get; init; }

    public SimpleImage? SimpleImage { get; init; }

    public SkillCard? TextCard { get; init; }

    public SkillCard? BasicCard { get; init; }

    public SkillCarousel? Carousel { get; init; }
}

public sealed record SimpleText(string Text);

public sealed record SimpleImage(string ImageUrl, string AltText);

/// <summary>A text card, or with a thumbnail a basic card.</summary>
public sealed record SkillCard
{
    public string? Title { get; init; }

    public string? Description { get; init; }

    public Thumbnail? Thumbnail { get; init; }

    public string? ButtonLayout { get; init; }

    public IReadOnlyList<SkillButton>? Buttons { get; init; }
}

public sealed record Thumbnail(string ImageUrl, string AltText);

public sealed record SkillCarousel(string Type, IReadOnlyList<SkillCard> Items);

/// <summary>A card's button or a quick reply.</summary>
/// <param name="Action"><c>block</c>, <c>message</c>, <c>webLink</c> or <c>operator</c>.</param>
public sealed record SkillButton(string Label, string Action)
{
    public string? MessageText { get; init; }

    public string? BlockId { get; init; }

    public string? WebLinkUrl { get; init; }

    public SkillExtra? Extra { get; init; }
}

/// <summary>What a button carries back.</summary>
/// <param name="N">Tells one message's button from the same button of another.</param>
public sealed record SkillExtra(string? Payload, [property: JsonPropertyName("n")] string N)
{
    /// <summary>Set on "show result": asks for what is there, and says nothing.</summary>
    public string? Resume { get; init; }
}
