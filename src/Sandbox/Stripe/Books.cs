using System.Text.Json;
using System.Text.Json.Serialization;
using ChatCommerce.Sandbox.Snapshots;
using ChatCommerce.Sandbox.Stripe.Objects;
using ChatCommerce.Sandbox.Stripe.Webhooks;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Stripe;

/// <summary>Everything that this Stripe knows. Read and changed only inside <see cref="Change{T}"/> and <see cref="Read{T}"/>.</summary>
internal sealed class Books
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    private readonly Lock gate = new();
    private long version;

    public Shelf<Account> Accounts { get; } = new(account => account.Id, 2_000);

    public Shelf<WebhookEndpoint> Endpoints { get; } = new(endpoint => endpoint.Id, 2_000);

    public Shelf<CheckoutSession> Sessions { get; } = new(session => session.Id, 8_000);

    public Shelf<PaymentIntent> Intents { get; } = new(intent => intent.Id, 8_000);

    public Shelf<Charge> Charges { get; } = new(charge => charge.Id, 16_000);

    public Shelf<Refund> Refunds { get; } = new(refund => refund.Id, 8_000);

    public Shelf<Dispute> Disputes { get; } = new(dispute => dispute.Id, 2_000);

    public Shelf<StripeEvent> Events { get; } = new(happened => happened.Id, 8_000);

    public Shelf<Delivery> Deliveries { get; } = new(delivery => delivery.Id, 8_000);

    public T Change<T>(Func<T> act)
    {
        lock (gate)
        {
            version++;
            return act();
        }
    }

    public T Read<T>(Func<T> look)
    {
        lock (gate)
        {
            return look();
        }
    }

    public Account? AccountOfKey(string secretKey) =>
        Accounts.OldestFirst.FirstOrDefault(account => account.SecretKey.Equals(secretKey, StringComparison.Ordinal));

    public Charge? LatestCharge(PaymentIntent intent) => intent.LatestChargeId is { } id ? Charges.Find(id) : null;

    public SnapshotPart AsSnapshotPart() => new(
        "stripe",
        () => Read(() => version),
        // Everything in it is a record that never changes, so only the lists are made under the lock.
        writer => JsonSerializer.Serialize(writer, Read(Save), Json),
        saved => Change(() => Load(saved.Deserialize<Saved>(Json)!)));

    private Saved Save() => new()
    {
        Accounts = [.. Accounts.OldestFirst],
        Endpoints = [.. Endpoints.OldestFirst],
        Sessions = [.. Sessions.OldestFirst],
        Intents = [.. Intents.OldestFirst],
        Charges = [.. Charges.OldestFirst],
        Refunds = [.. Refunds.OldestFirst],
        Disputes = [.. Disputes.OldestFirst],
        // Old news is not worth a place in the file; what still has to be delivered is.
        Events = [.. Events.NewestFirst.Take(1_000).Reverse()],
        Deliveries = [.. Deliveries.NewestFirst.Where(delivery => delivery.IsOpen).Take(1_000).Reverse()],
    };

    private bool Load(Saved saved)
    {
        Accounts.Replace(saved.Accounts);
        Endpoints.Replace(saved.Endpoints);
        Sessions.Replace(saved.Sessions);
        Intents.Replace(saved.Intents);
        Charges.Replace(saved.Charges);
        Refunds.Replace(saved.Refunds);
        Disputes.Replace(saved.Disputes);
        Events.Replace(saved.Events);
        // What was on its way when the program ended is sent again: receivers must bear that.
        Deliveries.Replace(saved.Deliveries.Select(delivery => delivery.State is DeliveryState.Sending
            ? delivery with { State = DeliveryState.Waiting }
            : delivery));
        return true;
    }

    private sealed record Saved
    {
        public List<Account> Accounts { get; init; } = [];

        public List<WebhookEndpoint> Endpoints { get; init; } = [];

        public List<CheckoutSession> Sessions { get; init; } = [];

        public List<PaymentIntent> Intents { get; init; } = [];

        public List<Charge> Charges { get; init; } = [];

        public List<Refund> Refunds { get; init; } = [];

        public List<Dispute> Disputes { get; init; } = [];

        public List<StripeEvent> Events { get; init; } = [];

        public List<Delivery> Deliveries { get; init; } = [];
    }
}
