using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using ChatCommerce.Commerce.Payments.Accounts;

namespace ChatCommerce.Commerce.Payments.Stripe;

/// <summary>
/// The few calls we make to Stripe. Each either gives an answer or throws <see cref="StripeTrouble"/>, which says who may try again.
/// Never called while a database transaction is open.
/// </summary>
public sealed class StripeClient(IHttpClientFactory clients, PaymentOptions options)
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Name = "stripe";

    private const string Sessions = "/v1/checkout/sessions";

    public async Task<StripeSession> CreateSession(PaymentAccount account, IEnumerable<KeyValuePair<string, string>> form, string key, CancellationToken ct) =>
        StripeSession.Of(await Send(account, new(HttpMethod.Post, Sessions, form, key), ct));

    public async Task<StripeSession> GetSession(PaymentAccount account, string id, CancellationToken ct) =>
        StripeSession.Of(await Send(account, new(HttpMethod.Get, $"{Sessions}/{Uri.EscapeDataString(id)}"), ct));

    public async Task<StripeIntent> GetIntent(PaymentAccount account, string id, CancellationToken ct) =>
        StripeIntent.Of(await Send(account, new(HttpMethod.Get, $"/v1/payment_intents/{Uri.EscapeDataString(id)}"), ct));

    /// <summary>Ends an open session: from then on nobody can pay it. Refused when it is not open.</summary>
    public async Task<StripeSession> ExpireSession(PaymentAccount account, string id, CancellationToken ct) =>
        StripeSession.Of(await Send(account, new(HttpMethod.Post, $"{Sessions}/{Uri.EscapeDataString(id)}/expire", []), ct));

    public async Task<StripeRefund> CreateRefund(PaymentAccount account, IEnumerable<KeyValuePair<string, string>> form, string key, CancellationToken ct) =>
        StripeRefund.Of(await Send(account, new(HttpMethod.Post, "/v1/refunds", form, key), ct));

    public async Task<StripeRefund> GetRefund(PaymentAccount account, string id, CancellationToken ct) =>
        StripeRefund.Of(await Send(account, new(HttpMethod.Get, $"/v1/refunds/{Uri.EscapeDataString(id)}"), ct));

    /// <summary>The newest hundred refunds of a payment: for what became of a request whose answer was lost.</summary>
    public async Task<IReadOnlyList<StripeRefund>> RefundsOf(PaymentAccount account, string paymentIntent, CancellationToken ct)
    {
        var page = await Send(account, new(HttpMethod.Get, $"/v1/refunds?limit=100&payment_intent={Uri.EscapeDataString(paymentIntent)}"), ct);
        return page.Find("data") is { ValueKind: JsonValueKind.Array } rows ? [.. rows.EnumerateArray().Select(StripeRefund.Of)] : [];
    }

    /// <summary>The id of the account that the credentials are for.</summary>
    public async Task<string> GetAccount(PaymentAccount account, CancellationToken ct) =>
        (await Send(account, new(HttpMethod.Get, "/v1/account"), ct)).Text("id") ?? "";

    private async Task<JsonElement> Send(PaymentAccount account, Call call, CancellationToken ct)
    {
        try
        {
            using var request = Request(account, call);
            using var response = await clients.CreateClient(Name).SendAsync(request, ct);
            var body = await response.Content.ReadAsStringAsync(ct);
            return response.IsSuccessStatusCode ? Parse(body) : throw StripeTrouble.Of(response, body);
        }
        catch (HttpRequestException e)
        {
            throw StripeTrouble.Of(e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw StripeTrouble.Timeout(e);
        }
    }

    private HttpRequestMessage Request(PaymentAccount account, Call call)
    {
        var request = new HttpRequestMessage(call.Method, options.Stripe.BaseAddress.AbsoluteUri.TrimEnd('/') + call.Path)
        {
            Content = call.Form is null ? null : new FormUrlEncodedContent(call.Form),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Credentials.ApiKey);
        request.Headers.Add("Stripe-Version", options.Stripe.Version);
        if (call.Key is not null)
        {
            request.Headers.Add("Idempotency-Key", call.Key);
        }

        if (account.Credentials.Connect)
        {
            request.Headers.Add("Stripe-Account", account.ExternalId);
        }

        return request;
    }

    private static JsonElement Parse(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw StripeTrouble.Unreadable(e);
        }
    }

    private sealed record Call(HttpMethod Method, string Path, IEnumerable<KeyValuePair<string, string>>? Form = null, string? Key = null);
}

internal static class StripeText
{
    public static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset time) => Of(time.ToUnixTimeSeconds());
}
