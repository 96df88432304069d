using ChatCommerce.Sandbox.Phones.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>What arrives on phones from the shop: a provider's API calls this once it has found a call valid.</summary>
internal sealed class Arrivals(PhoneChats chats, Posts posts, People people, TimeProvider clock)
{
    /// <summary>The shop's call is answered before its message is reported on.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan TypingLasts = TimeSpan.FromSeconds(20);

    /// <summary>Puts a message on the phone that the shop means and reports it as delivered, and read, if that is switched on.</summary>
    /// <returns>The chat and the bubble with its id, or null when nobody has that address.</returns>
    public Arrived? Received(Line line, string address, Bubble bubble)
    {
        if (Find(line, address) is not { } chat || chats.ProviderOf(line.Kind) is not { } provider)
        {
            return null;
        }

        var landed = bubble with
        {
            Id = bubble.Id.Length > 0 ? bubble.Id : provider.NewMessageId(chat),
            FromShop = true,
            At = clock.GetUtcNow(),
            State = BubbleState.Sent,
        };
        chat.TypingUntil = default;
        chat.Add(landed);
        if (chat.Receipts is not Receipts.Off && !chat.Stopped)
        {
            Report(chat, landed.Id, BubbleState.Delivered);
        }

        if (chat.Receipts is Receipts.Read && !chat.Stopped)
        {
            Report(chat, landed.Id, BubbleState.Read);
        }

        chats.Changed(chat);
        return new Arrived(chat, chat.Find(landed.Id) ?? landed);
    }

    /// <summary>The chat behind an address. People who were introduced are found even if their phone never opened this chat.</summary>
    public PhoneChat? Find(Line line, string address)
    {
        if (chats.Find(line, address) is { } open)
        {
            return open;
        }

        if (chats.ProviderOf(line.Kind) is not { } provider)
        {
            return null;
        }

        var person = people.All.FirstOrDefault(somebody => provider.AddressesOf(line, somebody).Contains(address, StringComparer.Ordinal));
        return person is null ? null : chats.Open(line, person);
    }

    public void Typing(Line line, string address)
    {
        if (Find(line, address) is not { } chat)
        {
            return;
        }

        chat.TypingUntil = clock.GetUtcNow() + TypingLasts;
        chats.Changed(chat);
    }

    /// <summary>The shop edits, deletes, reads or reacts to a message.</summary>
    public Bubble? Change(PhoneChat chat, string messageId, Func<Bubble, Bubble> change)
    {
        var changed = chat.Replace(messageId, change);
        if (changed is not null)
        {
            chats.Changed(chat);
        }

        return changed;
    }

    /// <summary>Marks one of the shop's messages and tells the shop.</summary>
    public void Report(PhoneChat chat, string messageId, BubbleState state)
    {
        if (chat.Replace(messageId, bubble => bubble with { State = state }) is not { } bubble)
        {
            return;
        }

        foreach (var call in chats.ProviderOf(chat.Line.Kind)?.Report(chat, bubble, state) ?? [])
        {
            posts.Queue(chat, call, new PostWish { Lane = chat.Key + " reports", After = OnTheWay });
        }

        chats.Changed(chat);
    }
}

internal sealed record Arrived(PhoneChat Chat, Bubble Bubble);
