using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Webhooks;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>Does on a phone what a customer does there, and lets the provider report it to the shop.</summary>
internal sealed class PlayCustomer(PhoneChats chats, Posts posts, Arrivals arrivals, MediaShelf media, TimeProvider clock)
{
    private readonly Lock gate = new();

    /// <param name="chat">Whose phone.</param>
    /// <param name="acts">One, or several that a provider which batches reports in one call.</param>
    /// <param name="signature">How the report is signed.</param>
    /// <returns>The acts with their ids, or why they cannot be done there.</returns>
    public Played Do(PhoneChat chat, IReadOnlyList<CustomerAct> acts, SignatureKind signature = SignatureKind.Right)
    {
        if (chats.ProviderOf(chat.Line.Kind) is not { } provider)
        {
            return new Played([], $"Nobody plays {chat.Line.Kind} here.");
        }

        if (acts.FirstOrDefault(act => !provider.Acts.Contains(act.GetType())) is { } strange)
        {
            return new Played([], $"{provider.Title} has no {strange.GetType().Name}.");
        }

        // One at a time, so that a chat's reports leave in the order in which things were done.
        lock (gate)
        {
            List<CustomerAct> done = [];
            List<(ProviderCall Call, string Id)> calls = [];
            foreach (var act in acts)
            {
                var ready = Prepare(provider, chat, act);
                var composed = provider.Compose(chat, ready);
                Show(chat, ready, composed);
                done.Add(ready);
                calls.AddRange(composed.Select(call => (call, ready.Id)));
            }

            if (acts.Count > 1 && provider.Batch(chat.Line, [.. calls.Select(each => each.Call)]) is { } batch)
            {
                calls = [(batch, done[^1].Id)];
            }

            foreach (var (call, id) in calls)
            {
                posts.Queue(chat, call, new PostWish { Lane = chat.Key, Signature = signature, MessageId = id, TellsProvider = true });
            }

            chats.Changed(chat);
            return new Played(done, null);
        }
    }

    private CustomerAct Prepare(IPhoneProvider provider, PhoneChat chat, CustomerAct act)
    {
        if (act is SendMedia sent && sent.MediaId.Length == 0)
        {
            act = media.Take(sent);
        }

        return act with
        {
            Id = act.Id.Length > 0 ? act.Id : provider.NewMessageId(chat),
            At = clock.GetUtcNow(),
        };
    }

    private void Show(PhoneChat chat, CustomerAct act, IReadOnlyList<ProviderCall> calls)
    {
        switch (act)
        {
            case ReadMessages read:
                Read(chat, read.MessageId);
                return;
            case FailMessage failed:
                chat.Replace(failed.MessageId, bubble => bubble with { State = BubbleState.Failed });
                return;
            case React react:
                chat.Replace(react.MessageId, bubble => bubble with { Reaction = react.Emoji });
                return;
            case EditMessage edit:
                chat.Replace(edit.MessageId, bubble => bubble with { Text = edit.Text, Edited = true });
                return;
            case DeleteMessage deleted:
                chat.Replace(deleted.MessageId, bubble => bubble with { Deleted = true, Text = "", Media = null });
                return;
            case SetPreference preference:
                chat.Stopped = preference.Stop;
                break;
        }

        chat.CustomerWroteAt = act.At;
        chat.Add(CustomerBubble.Of(act) with { Raw = string.Join('\n', calls.Select(call => System.Text.Encoding.UTF8.GetString(call.Body))) });
    }

    private void Read(PhoneChat chat, string? messageId)
    {
        foreach (var bubble in chat.Bubbles.Where(bubble => bubble is { FromShop: true, State: BubbleState.Sent or BubbleState.Delivered }))
        {
            if (messageId is null || bubble.Id.Equals(messageId, StringComparison.Ordinal))
            {
                arrivals.Report(chat, bubble.Id, BubbleState.Read);
            }
        }
    }
}

/// <param name="Acts">What was done, with ids and times.</param>
/// <param name="Refusal">Why nothing was.</param>
internal sealed record Played(IReadOnlyList<CustomerAct> Acts, string? Refusal);
