using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Turns;

/// <summary>One turn to answer: who wrote, where, and everything they said since the last answer.</summary>
/// <param name="Language">Two-letter language the conversation is held in.</param>
/// <param name="Said">What the customer said since the last answer, oldest first.</param>
/// <param name="Reference">The typed reference that brought the person here, such as <c>p:…</c> of a product.</param>
/// <param name="State">What the last turn returned as its state; <c>{}</c> at first.</param>
/// <param name="Failures">Turns in a row that were not understood.</param>
/// <param name="PublicUrl">Where this shop's pages answer; pay links are made under it.</param>
public sealed record TurnRequest(
    TenantId Tenant, ConversationId Conversation, ContactId Contact, TurnId Turn, string Language, IReadOnlyList<HistoryLine> History,
    IReadOnlyList<InboundContent> Said, string? Reference, string State, int Failures, Uri PublicUrl)
{
    /// <summary>The steps recorded before a crash, when the caller has read them already; null lets the assistant read them.</summary>
    public IReadOnlyList<JournalStep>? Recorded { get; init; }

    /// <summary>Selects a row while the turn is still the caller's to answer. A tool's effect and a model's answer are stored only then.</summary>
    public Sql Held { get; init; } = $"select 1";

    /// <summary>Whether the contact has opted out, when the caller knows already; null lets the assistant look.</summary>
    public bool? Suppressed { get; init; }
}

public sealed record HistoryLine(bool FromCustomer, string Text);

/// <summary>What the turn wants to be committed together: messages, memory and the steps not stored yet.</summary>
/// <param name="Messages">What to send, in order; empty when nothing may be said.</param>
/// <param name="State">The brain's memory for the next turn, JSON.</param>
/// <param name="Failures">Turns in a row that were not understood, this one included.</param>
/// <param name="NewLanguage">The language to go on in, when it changed.</param>
/// <param name="HandOff">Set when a person should take over.</param>
/// <param name="Brain">Which brain answered.</param>
/// <param name="PromptHash">SHA-256 of the system prompt, hexadecimal.</param>
/// <param name="Unsaved">Steps to append to the journal in the transaction that commits the turn.</param>
public sealed record TurnOutcome(
    IReadOnlyList<Outgoing> Messages, string State, int Failures, string? NewLanguage, HandOffRequest? HandOff, string Brain, string PromptHash,
    IReadOnlyList<JournalStep> Unsaved);

public sealed record Outgoing(RichMessage Message, MessageClass Class);

/// <param name="Reason">Why, for the staff who take over.</param>
public sealed record HandOffRequest(string Reason)
{
    public const string NotUnderstood = "not-understood";
}

/// <summary>The turn went to another worker, or a person took over: nobody wants its answer any more and none of its effects was stored.</summary>
public sealed class TurnLost() : Exception("The turn is no longer ours to answer.");
