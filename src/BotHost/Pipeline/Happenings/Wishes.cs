using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Happenings;

/// <summary>What the provider says about a person: whether they want to be written to.</summary>
public sealed class Wishes(Contacts contacts, OpenConversation people)
{
    // How a suppression is named that came from a provider's refusal to send.
    private const string Provider = "provider";

    internal async Task Apply(TenantScope db, Happening happening, PreferenceSet wish, CancellationToken ct)
    {
        // Who has not written yet is known by their wish from now on, and still is when they do.
        if (await people.Find(db, happening.Account.Id, happening.Event, ct) is not { } contact)
        {
            return;
        }

        await ((wish.Advertising, wish.Stop, wish.Typed) switch
        {
            (true, var stop, _) => contacts.SetAdvertising(db, contact, !stop, new(wish.Source, happening.Event.OccurredAt), ct),
            (_, true, _) => contacts.Suppress(db, contact, wish.Source, ct),
            (_, false, true) => contacts.Unsuppress(db, contact, wish.Source, ct),
            _ => contacts.Unsuppress(db, contact, wish.Source, [wish.Source, Provider], ct),
        });
    }
}
