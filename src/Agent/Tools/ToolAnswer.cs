using System.Text.Json;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// What a tool gives back: facts for the brain, and what the customer is shown, so that every brain shows the same cards. It is the
/// content of the tool's step, so it holds all that a resumed turn needs.
/// </summary>
/// <param name="Facts">JSON for the model; amounts as people read them.</param>
public sealed record ToolAnswer(JsonElement Facts)
{
    public RichMessage? Show { get; init; }

    public MessageClass Class { get; init; } = MessageClass.Reply;

    /// <summary>Set when the business said no: nothing was written.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>What is to be remembered from here on; null changes nothing.</summary>
    public Memory? Memory { get; init; }

    public HandOffRequest? HandOff { get; init; }

    public string? Language { get; init; }

    /// <summary>The customer was not understood.</summary>
    public bool Unsure { get; init; }

    /// <summary>Nothing more may be said in this turn: the customer asked for silence.</summary>
    public bool Last { get; init; }

    public static ToolAnswer Of(object facts) => new(JsonSerializer.SerializeToElement(facts, Json.Options));

    /// <summary>A refusal: code and message for the brain, the same in the customer's language to show.</summary>
    public static ToolAnswer Refused(Refusal refusal, RichMessage? show = null) =>
        Of(new { refused = refusal.Code, message = refusal.Message }) with { Refusal = refusal, Show = show };
}
