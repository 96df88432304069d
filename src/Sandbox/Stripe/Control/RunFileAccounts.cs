using ChatCommerce.Sandbox.RunFile;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>Learns the demo shops' accounts from <c>run.json</c>, again whenever it was written anew.</summary>
internal sealed class RunFileAccounts(RunFileShops file, AccountSettings settings)
{
    private readonly Lock gate = new();
    private long learned;

    public void Refresh()
    {
        var reading = file.Read();
        if (reading.Version == Interlocked.Read(ref learned))
        {
            return;
        }

        lock (gate)
        {
            foreach (var shop in reading.Shops)
            {
                Learn(shop);
            }

            Interlocked.Exchange(ref learned, reading.Version);
        }
    }

    private void Learn(RunFileShop shop)
    {
        foreach (var payment in shop.Payments ?? [])
        {
            if (payment is not { Provider: StripeModule.Provider, AccountId: { } id, SecretKey: { } key })
            {
                continue;
            }

            settings.Put(id, new AccountRequest
            {
                SecretKey = key,
                WebhookUrl = payment.WebhookUrl,
                WebhookSecret = payment.WebhookSecret,
                Livemode = payment.LiveMode,
                Name = shop.Name,
                DefaultCurrency = shop.Currency?.ToLowerInvariant(),
            });
        }
    }
}
