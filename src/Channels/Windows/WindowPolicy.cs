using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Windows;

/// <summary>Whether a message of a class may go out on a channel now, under which rule, and what to do with it if not.</summary>
public static class WindowPolicy
{
    public static Verdict Decide(WindowRules rules, Situation now)
    {
        if (now.Class is MessageClass.Campaign && !now.Marketing)
        {
            return new Forbidden("The customer has not agreed to advertising.", null);
        }

        if (rules.AnswersOnly)
        {
            return now is { Class: MessageClass.Notice or MessageClass.PaymentLink, Elsewhere: { } elsewhere }
                ? new OtherChannel(elsewhere, "This channel only takes answers; the customer can be reached on another channel.", null)
                : new Hold("This channel only takes answers: it waits until the customer writes again.", null);
        }

        var closes = ClosesAt(rules, now.LastInboundAt);
        return !now.Closed && (closes is null || closes > now.At) ? new Send(Permit.FreeForm, closes) : Outside(rules, now, closes);
    }

    /// <summary>When free-form text ends; null on a channel without a window.</summary>
    public static DateTimeOffset? ClosesAt(WindowRules rules, DateTimeOffset? lastInbound) =>
        rules.FreeForm is { } window ? (lastInbound ?? DateTimeOffset.MinValue).Add(lastInbound is null ? TimeSpan.Zero : window) : null;

    private static Verdict Outside(WindowRules rules, Situation now, DateTimeOffset? closed) => now.Class switch
    {
        MessageClass.Human when rules.HumanTag is { } tag && now.LastInboundAt + tag > now.At => new Send(Permit.HumanTag, now.LastInboundAt + tag),
        MessageClass.Notice or MessageClass.PaymentLink or MessageClass.Campaign when rules.Templates && now.Template is { } template => new Send(template, null),
        MessageClass.Campaign => new Forbidden("There is no approved template for advertising in the customer's language.", closed),
        MessageClass.Confirmation => new Forbidden("The window had closed before the confirmation could go out.", closed),
        MessageClass.Reply or MessageClass.Notice or MessageClass.PaymentLink or MessageClass.Human when now.Elsewhere is { } elsewhere =>
            new OtherChannel(elsewhere, "The window is closed here; the customer can be reached on another channel.", closed),
        MessageClass.Reply or MessageClass.Notice or MessageClass.PaymentLink or MessageClass.Human =>
            new Hold("The window for free messages is closed: it waits until the customer writes again.", closed),
        _ => throw new InvalidOperationException($"No rule for class {now.Class}."),
    };
}

/// <param name="LastInboundAt">When the customer last wrote in this thread.</param>
/// <param name="At">Now.</param>
public sealed record Situation(MessageClass Class, DateTimeOffset? LastInboundAt, DateTimeOffset At)
{
    /// <summary>The provider says that the window is closed, whatever we reckon.</summary>
    public bool Closed { get; init; }

    /// <summary>An approved template for the class in the customer's language, filled with this message's facts.</summary>
    public TemplatePermit? Template { get; init; }

    /// <summary>Another conversation of the same person whose window is open.</summary>
    public ConversationId? Elsewhere { get; init; }

    /// <summary>The person has agreed to advertising.</summary>
    public bool Marketing { get; init; }
}

/// <summary>What becomes of the message.</summary>
/// <param name="ClosesAt">When what is allowed ends, or what is not had ended; null: never, or nobody knows.</param>
public abstract record Verdict(DateTimeOffset? ClosesAt);

public sealed record Send(Permit Permit, DateTimeOffset? ClosesAt) : Verdict(ClosesAt);

/// <param name="Reason">For staff.</param>
public sealed record Hold(string Reason, DateTimeOffset? ClosesAt) : Verdict(ClosesAt);

public sealed record OtherChannel(ConversationId Conversation, string Reason, DateTimeOffset? ClosesAt) : Verdict(ClosesAt);

public sealed record Forbidden(string Reason, DateTimeOffset? ClosesAt) : Verdict(ClosesAt);
