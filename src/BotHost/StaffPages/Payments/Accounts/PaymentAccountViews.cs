using ChatCommerce.BotHost.StaffPages.Channels;
using ChatCommerce.Commerce.Payments.Accounts;

namespace ChatCommerce.BotHost.StaffPages.Payments.Accounts;

public sealed record PaymentAccountListView(StaffCall Call, IReadOnlyList<PaymentAccountView> Accounts, string Token)
{
    public string Root => $"/{Call.Tenant.Slug}/manage/payments/accounts";
}

/// <param name="Webhook">The address to enter at the provider.</param>
public sealed record ConnectPaymentsView(StaffCall Call, Uri Webhook, RefusedForm? Refused, string Token)
{
    public string Root => $"/{Call.Tenant.Slug}/manage/payments/accounts";
}

/// <param name="Webhook">Where the provider calls us for this account.</param>
public sealed record PaymentAccountPageView(StaffCall Call, PaymentAccountView Account, Uri Webhook, string Token)
{
    public (string Act, RefusedForm Form)? Refusal { get; init; }

    /// <summary>The act that was done just before, as the address says it.</summary>
    public string Done { get; init; } = "";

    public string Root => $"/{Call.Tenant.Slug}/manage/payments/accounts";

    public string Self => $"{Root}/{Account.Id}";

    /// <summary>What was refused in this form.</summary>
    public RefusedForm? Refused(string act) => Refusal is { } refusal && refusal.Act == act ? refusal.Form : null;
}

internal static class PaymentAccountWords
{
    public static (string Word, string Class) Status(PaymentAccountStatus status) => status switch
    {
        PaymentAccountStatus.Active => ("Active", "good"),
        PaymentAccountStatus.Paused => ("Paused", "warn"),
        PaymentAccountStatus.Disconnected => ("Disconnected", ""),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a state of a payment account."),
    };

    public static string Mode(bool live) => live ? "Real money" : "Test money";
}
