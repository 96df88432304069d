using ChatCommerce.BotHost.Pipeline.Accounts;
using ChatCommerce.Channels;
using ChatCommerce.Commerce.Customers;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Messages;

namespace ChatCommerce.BotHost.Pipeline.Sends;

/// <summary>What a provider's refusal says beyond the one message, about the account or about the person, whether it came as an answer or in a report.</summary>
public sealed class Lessons(AccountHealth health, Contacts contacts, TimeProvider clock)
{
    public Task Learn(TenantScope db, ChannelAccount account, ContactId contact, ChannelTrouble trouble, CancellationToken ct) => trouble.Meaning switch
    {
        Meaning.CredentialsRefused or Meaning.NeedsPerson => health.Pause(db, account, trouble, ct),
        Meaning.OptedOut => contacts.Suppress(db, contact, "provider", ct),
        Meaning.NoAdvertising => contacts.SetAdvertising(db, contact, granted: false, new("provider"), ct),
        Meaning.AccountSlowed => health.Slow(db, account, clock.GetUtcNow() + (trouble.After ?? SendAgain.Slowest), ct),
        Meaning.ThisMessage or Meaning.WindowClosed or Meaning.FormRefused or Meaning.NobodyThere => Task.CompletedTask,
        _ => throw new InvalidOperationException($"Unknown meaning {trouble.Meaning}."),
    };
}
