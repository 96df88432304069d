using System.ComponentModel;
using ChatCommerce.Agent.Turns;
using ChatCommerce.Agent.Words;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Agent.Tools;

/// <summary>
/// The other way to join two chats, for people whom no number leads to: a code shown here is typed in the other chat. That proves only
/// that somebody there has seen it, so both sides are asked, each about what of theirs would be shared, and only two yeses join.
/// </summary>
public sealed class ShownCodeTools(ShownCodes codes, LinkContacts contacts, IThreads threads, PendingActions pending, TimeProvider clock)
{
    internal const string Offer = "offer_link";

    private static readonly TimeSpan AskedFor = TimeSpan.FromMinutes(15);

    [Description("The customer wants their chats joined but knows no order or phone number of the other one. Shows a code here that they type in the other chat.")]
    public ToolWork ShowLinkCode(ToolCall call) => ToolWork.Write(async (writing, ct) =>
    {
        var shown = await codes.Show(writing.Db, writing.Contact, writing.Conversation, ct);
        return shown.Refusal is { } refusal
            ? ToolAnswer.Refused(refusal, writing.Say(writing.Words.Refused(refusal)))
            : ToolAnswer.Of(new { code = "shown to the customer" }) with
            {
                Show = writing.Say(writing.Words.LinkCodeShown(shown.Value.Code)),
                Memory = writing.Memory with { Asking = new(QuestionKind.Confirm) { Action = shown.Value.Id } },
            };
    });

    /// <summary>What to answer when a code that is shown somewhere was typed here; null when it is none.</summary>
    internal async Task<ToolAnswer?> Typed(ToolCall writing, string code, CancellationToken ct)
    {
        if (await codes.Find(writing.Db, writing.Contact, code, ct) is not { } owner)
        {
            return null;
        }

        if (owner.By == writing.Contact)
        {
            return ToolAnswer.Of(new { code = "belongs into the other chat" }) with { Show = writing.Say(writing.Words.LinkCodeOwn) };
        }

        var says = writing.Words.LinkOffer(await Channel(writing, owner.In, ct), await LinkStakes.Of(writing.Db, writing.Contact, ct));
        var id = await pending.Propose(writing, Offer, new OfferArguments(owner.Id, owner.By, owner.In), says, ct);
        return ToolAnswer.Of(new { needs = "confirmation" }) with
        {
            Show = YesOrNo(writing, says, id),
            Memory = writing.Memory with { Asking = new(QuestionKind.Confirm) { Action = id } },
        };
    }

    /// <summary>Yes where the code was typed: now the chat that showed it is asked too.</summary>
    internal async Task<ToolAnswer> Offered(ToolCall writing, CancellationToken ct)
    {
        if (await Take(writing, ct) is not { } offer)
        {
            return Gone(writing);
        }

        var place = await threads.Place(writing.Db, offer.In, ct);
        var there = writing with { Contact = offer.By, Conversation = offer.In, Words = Phrases.For(place.Language) };
        var says = there.Words.LinkTyped(await Channel(there, writing.Conversation, ct), await LinkStakes.Of(writing.Db, offer.By, ct));
        await pending.Propose(there, LinkTools.Join, new LinkTools.LinkArguments(writing.Contact), says, offer.Code, ct);
        await threads.Ask(writing.Db, new(offer.Code, offer.In, YesOrNo(there, says, offer.Code), clock.GetUtcNow() + AskedFor), ct);
        return ToolAnswer.Of(new { needs = "a yes in the other chat too" }) with
        {
            Show = writing.Say(writing.Words.LinkOffered(place.Names[writing.Language])),
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

    internal static RichMessage YesOrNo(ToolCall call, string says, Guid action) => call.Say(says) with
    {
        Choices = [new(call.Words.YesLink, Actions.Confirm(action, yes: true)), new(call.Words.NoLink, Actions.Confirm(action, yes: false))],
    };

    private async Task<string> Channel(ToolCall call, ConversationId thread, CancellationToken ct) =>
        (await threads.Place(call.Db, thread, ct)).Names[call.Language];

    private async Task<OfferArguments?> Take(ToolCall call, CancellationToken ct) =>
        call.Grant is { } grant ? await pending.Take<OfferArguments>(call, grant.Action, Offer, ct) : null;

    private static ToolAnswer Gone(ToolCall call) => ToolAnswer.Refused(Refusals.ConfirmationGone, call.Say(call.Words.Refused(Refusals.ConfirmationGone)));

    private sealed record OfferArguments(Guid Code, ContactId By, ConversationId In);
}
