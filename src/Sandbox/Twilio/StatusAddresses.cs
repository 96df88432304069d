namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Where the reports on each message go: named with the message, not with the account.</summary>
internal sealed class StatusAddresses
{
    private const int Most = 20_000;
    private readonly Lock gate = new();
    private readonly Shelf<Named> addresses = new(named => named.Sid, Most);

    public void Put(string sid, Uri address)
    {
        lock (gate)
        {
            addresses.Put(new Named(sid, address));
        }
    }

    public Uri? Find(string sid)
    {
        lock (gate)
        {
            return addresses.Find(sid)?.Address;
        }
    }

    private sealed record Named(string Sid, Uri Address);
}
