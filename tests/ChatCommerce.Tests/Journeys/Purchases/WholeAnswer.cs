using ChatCommerce.Tests.World;

namespace ChatCommerce.Tests.Journeys.Purchases;

/// <summary>All that the shop says to one thing a customer does: products with pictures are a message each where there are no carousels.</summary>
internal sealed class WholeAnswer(TestDatabase database, Handset phone)
{
    public Task<IReadOnlyList<HandsetBubble>> Say(string text) => To(() => phone.Say(text));

    public Task<IReadOnlyList<HandsetBubble>> Tap(string label, HandsetBubble on) => To(() => phone.Tap(label, on));

    private async Task<IReadOnlyList<HandsetBubble>> To(Func<Task> act)
    {
        var before = (await phone.FromShop()).Count;
        await act();
        await database.Until("select count(*) from outbox where state in ('pending', 'claimed', 'sending')", 0L);
        return [.. (await phone.FromShop()).Skip(before)];
    }
}
