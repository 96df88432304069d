using System.Text.Json;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform.Database;
using ChatCommerce.Platform.Money;

namespace ChatCommerce.Commerce.Payments;

/// <summary>In the order in which it can only go; the last two are both the end.</summary>
public enum DisputeState
{
    /// <summary>A bank asks; no money has moved.</summary>
    Warning,
    Open,
    Won,
    Lost,
}

/// <summary>A dispute as Stripe tells it.</summary>
internal sealed record StripeDispute(string Id, string? Status, string? Reason, long? Amount, string? Currency, string? PaymentIntent)
{
    /// <summary>None for a status that moves nothing.</summary>
    public DisputeState? State => Status switch
    {
        "warning_needs_response" or "warning_under_review" => DisputeState.Warning,
        "needs_response" or "under_review" => DisputeState.Open,
        "won" => DisputeState.Won,
        "lost" => DisputeState.Lost,
        _ => null,
    };

    public Price? Price => Amount is > 0 && Platform.Money.Currency.TryOf(Currency, out _) ? ProviderAmounts.FromStripe(Amount.Value, Currency!) : null;

    public static StripeDispute Of(JsonElement json) => new(
        json.Text("id") ?? "", json.Text("status"), json.Text("reason"), json.Number("amount"), json.Text("currency"), json.Reference("payment_intent"));
}

/// <param name="Withdrawn">Whether the provider has taken the money from the shop.</param>
internal sealed record DisputeRow(DisputeState State, long AmountMinor, string Currency, bool Withdrawn)
{
    public Price Amount => new(AmountMinor, Currency);
}

internal sealed record NewDispute(PaymentAccountId Account, string ProviderId, OrderId Order, DisputeState State, Price Amount, bool Withdrawn);

/// <summary>Rows of <c>dispute</c>, under the lock of the order.</summary>
internal static class DisputeRows
{
    public static Task<DisputeRow?> Find(TenantScope db, PaymentAccountId account, string providerId, CancellationToken ct) => db.Find<DisputeRow>($"""
        select state, amount_minor, currency, withdrawn from dispute
        where tenant_id = {db.Tenant} and payment_account_id = {account} and provider_id = {providerId}
        """, ct);

    /// <summary>Whether a bank has, or holds, money of the order.</summary>
    public static Task<bool> AnyAgainst(TenantScope db, OrderId order, CancellationToken ct) => db.Get<bool>($"""
        select exists(select 1 from dispute where tenant_id = {db.Tenant} and order_id = {order} and state in ('open', 'lost')) as any_against
        """, ct);

    public static Task Write(TenantScope db, NewDispute told, DateTimeOffset now, CancellationToken ct) => db.Execute($"""
        insert into dispute (tenant_id, payment_account_id, provider_id, order_id, state, amount_minor, currency, withdrawn, created_at, updated_at)
        values ({db.Tenant}, {told.Account}, {told.ProviderId}, {told.Order}, {told.State}, {told.Amount.Minor}, {told.Amount.CurrencyCode}, {told.Withdrawn},
            {now}, {now})
        on conflict (tenant_id, payment_account_id, provider_id)
        do update set state = excluded.state, withdrawn = excluded.withdrawn, updated_at = excluded.updated_at
        """, ct);
}
