using ChatCommerce.Agent.Turns;
using ChatCommerce.Agent.Words;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// Whose request a tool serves, bound from the verified channel identity. A model never sees it, names it or widens it: it can only
/// choose tools and words.
/// </summary>
public sealed record ToolCall(TenantId Tenant, ContactId Contact, ConversationId Conversation, TurnId Turn)
{
    /// <summary>The tenant's rows: a transaction that also holds the step for writing tools, single calls for reading ones.</summary>
    public required TenantScope Db { get; init; }

    /// <summary>The number of this call's step in its turn.</summary>
    public int Step { get; init; }

    public required Shop Shop { get; init; }

    public required Phrases Words { get; init; }

    public required Memory Memory { get; init; }

    public required Uri PublicUrl { get; init; }

    /// <summary>Turns in a row before this one that were not understood.</summary>
    public int Failures { get; init; }

    /// <summary>The pending action that the customer confirmed or declined in this very turn, read from the event by code.</summary>
    public Grant? Grant { get; init; }

    public string Language => Words.Language;

    public RichMessage Say(string text) => new(text) { Language = Language };
}

/// <summary>A confirmation as it came from the customer.</summary>
public sealed record Grant(Guid Action, bool Yes);
