using System.ComponentModel;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Agent.Words;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// Tools that join this chat with the same customer's chat on another channel. Only a code that was sent there proves it, and only the
/// customer's own yes after that does it.
/// </summary>
public sealed class LinkTools(LinkCodes codes, LinkContacts contacts, ShownCodeTools shown, PendingActions pending)
{
    internal const string Join = "confirm_link";

    [Description("The customer wants this chat joined with their chat on another channel, so that cart and orders are shared. Sends a code there if that chat is known.")]
    public ToolWork StartLink(
        ToolCall call, [Description("The order number or phone number of the other chat, as the customer typed it; leave out to ask for it.")] string? identifier = null)
    {
        if (string.IsNullOrWhiteSpace(identifier))
        {
            return ToolAnswer.Of(new { needs = "identifier" }) with
            {
                Show = Offering(call, call.Words.LinkWhere),
                Memory = call.Memory with { Asking = new(QuestionKind.LinkIdentifier) },
            };
        }

        return ToolWork.Write(async (writing, ct) =>
        {
            var started = await codes.Start(writing.Db, new(writing.Contact, writing.Conversation, identifier), ct);
            return started.Refusal is { } refusal
                ? ToolAnswer.Refused(refusal, writing.Say(writing.Words.Refused(refusal)))
                : Asking(writing, new { code = "sent, if that chat is known" }, Offering(writing, writing.Words.LinkCodeSent));
        });
    }

    [Description("Checks six digits that the customer typed: the code sent after start_link, or one shown in another chat. The customer is then asked whether to join.")]
    public ToolWork ConfirmLink(ToolCall call, [Description("The code exactly as the customer typed it.")] string? code = null) => ToolWork.Write(async (writing, ct) =>
    {
        var check = await codes.Check(writing.Db, writing.Contact, code ?? "", ct);
        return check switch
        {
            { To: { } to } => await Propose(writing, to, ct),
            _ when await shown.Typed(writing, code ?? "", ct) is { } answer => answer,
            { Left: > 0 } => Asking(writing, new { code = "wrong", check.Left }, writing.Say(writing.Words.LinkCodeWrong(check.Left))),
            _ => ToolAnswer.Of(new { code = "none open" }) with { Show = writing.Say(writing.Words.LinkCodeGone) },
        };
    });

    // From here on this turn speaks for a contact that is empty, so nothing else may be done in it.
    internal async Task<ToolAnswer> Confirmed(ToolCall writing, CancellationToken ct)
    {
        if (await Take(writing, ct) is not { } link)
        {
            return Gone(writing);
        }

        var joined = await contacts.Join(writing.Db, writing.Contact, link.To, ct);
        if (joined.Refusal is { } refusal)
        {
            return ToolAnswer.Refused(refusal, writing.Say(writing.Words.Refused(refusal)));
        }

        var words = Phrases.For(joined.Value.Split('-')[0]);
        return ToolAnswer.Of(new { joined = true }) with
        {
            Show = (writing with { Words = words }).Say(words.Linked) with { Choices = [new(words.ShowCart, Actions.Cart), new(words.OrderStatus, Actions.Order)] },
            Language = words.Language,
            Last = true,
        };
    }

    internal async Task<ToolAnswer> Declined(ToolCall writing, CancellationToken ct)
    {
        if (await Take(writing, ct) is null)
        {
            return Gone(writing);
        }

        await contacts.Decline(writing.Db, writing.Contact, ct);
        return ToolAnswer.Of(new { joined = false }) with { Show = writing.Say(writing.Words.NotLinked) };
    }

    private async Task<ToolAnswer> Propose(ToolCall writing, ContactId to, CancellationToken ct)
    {
        var id = await pending.Propose(writing, Join, new LinkArguments(to), writing.Words.LinkAsk, ct);
        return ToolAnswer.Of(new { needs = "confirmation" }) with
        {
            Show = ShownCodeTools.YesOrNo(writing, writing.Words.LinkAsk, id),
            Memory = writing.Memory with { Asking = new(QuestionKind.Confirm) { Action = id } },
        };
    }

    private async Task<LinkArguments?> Take(ToolCall call, CancellationToken ct) =>
        call.Grant is { } grant ? await pending.Take<LinkArguments>(call, grant.Action, Join, ct) : null;

    // Whether anybody is known is never told, so the other way is offered to all alike.
    private static RichMessage Offering(ToolCall call, string says) => call.Say(says) with { Choices = [new(call.Words.LinkShowCode, Actions.LinkCode)] };

    private static ToolAnswer Asking(ToolCall call, object facts, RichMessage says) => ToolAnswer.Of(facts) with
    {
        Show = says,
        Memory = call.Memory with { Asking = new(QuestionKind.LinkCode) },
    };

    private static ToolAnswer Gone(ToolCall call) => ToolAnswer.Refused(Refusals.ConfirmationGone, call.Say(call.Words.Refused(Refusals.ConfirmationGone)));

    /// <param name="To">Who is left of the two.</param>
    internal sealed record LinkArguments(ContactId To);
}
