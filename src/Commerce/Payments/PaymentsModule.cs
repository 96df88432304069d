using ChatCommerce.Commerce.Payments.Accounts;
using ChatCommerce.Commerce.Payments.Checkout;
using ChatCommerce.Commerce.Payments.Refunds;
using ChatCommerce.Commerce.Payments.Settling;
using ChatCommerce.Commerce.Payments.Stripe;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Commerce.Payments;

public static class PaymentsModule
{
    /// <summary>Pay links, webhooks, settlement, refunds and the jobs that watch over them.</summary>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        var options = services.AddSettings<PaymentOptions>(configuration, "Payments", o => o.PublicUrl = PublicUrl.Find(configuration) ?? o.PublicUrl);
        services.AddGuardedHttpClient(StripeClient.Name, options.Stripe.Timeout);
        return services
            .AddSingleton<StripeClient>()
            .AddSingleton<PaymentAccounts>()
            .AddSingleton<ConnectPayments>()
            .AddSingleton<PaymentExceptions>()
            .AddSingleton<Payments>()
            .AddSingleton<PreparePayment>()
            .AddSingleton<PayLink>()
            .AddSingleton<StripeWebhook>()
            .AddSingleton<ApplyEvent>()
            .AddSingleton<SettlePayment>()
            .AddSingleton<Settlement>()
            .AddSingleton<CheckPayment>()
            .AddSingleton<TakePayment>()
            .AddSingleton<EndedSessions>()
            .AddSingleton<Ledger>()
            .AddSingleton<Refunds.Refunds>()
            .AddSingleton<RefundRows>()
            .AddSingleton<RefundResult>()
            .AddSingleton<RefundEvents>()
            .AddSingleton<SendRefund>()
            .AddSingleton<Disputes>()
            .AddSingleton<ExpireOrders>()
            .AddSingleton<Reconcile>();
    }
}
