using System.Text.Json;

namespace ChatCommerce.Sandbox.Stripe.Control;

/// <summary>
/// Learns the demo shops' accounts from the shop's <c>run.json</c>, as any outside program would, so that nothing has to
/// introduce the two to each other. It is looked at again whenever it was written anew.
/// </summary>
internal sealed class RunFileAccounts(SandboxOptions options, AccountSettings settings)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();
    private DateTime _read;

    public void Refresh()
    {
        if (options.DataFolder is not { } folder) return;

        var file = new FileInfo(Path.Combine(folder, "run.json"));
        if (!file.Exists || file.LastWriteTimeUtc == _read) return;

        lock (_gate)
        {
            if (file.LastWriteTimeUtc == _read || Shops(file) is not { } shops) return;

            foreach (var shop in shops) Learn(shop);
            _read = file.LastWriteTimeUtc;
        }
    }

    private void Learn(Shop shop)
    {
        foreach (var payment in shop.Payments ?? [])
        {
            if (payment is not { Provider: StripeModule.Provider, AccountId: { } id, SecretKey: { } key }) continue;

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

    /// <summary>Null while somebody is still writing it.</summary>
    private static IReadOnlyList<Shop>? Shops(FileInfo file)
    {
        try
        {
            using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<RunFile>(content, Json)?.Tenants ?? [];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record RunFile(IReadOnlyList<Shop>? Tenants);

    private sealed record Shop(string? Name, string? Currency, IReadOnlyList<Payment>? Payments);

    private sealed record Payment(string? Provider, string? AccountId, string? SecretKey, string? WebhookUrl, string? WebhookSecret, bool LiveMode);
}
