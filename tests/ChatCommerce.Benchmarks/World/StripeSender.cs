using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using ChatCommerce.Platform.Secrets;
using ChatCommerce.Tests.World.Programs;

namespace ChatCommerce.Benchmarks.World;

/// <summary>Sends events as Stripe would, signed. Their type is one that moves no order, so that each is stored, read and put aside.</summary>
internal sealed class StripeSender(HttpClient http, RunFilePayment account)
{
    private readonly Uri webhook = new(new Uri(account.WebhookUrl).AbsolutePath, UriKind.Relative);

    /// <summary>Posts one event; returns the status of the answer.</summary>
    public async Task<int> Send(int n)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = $$"""
            {"id":"evt_bench_{{time}}_{{n}}","object":"event","api_version":"2025-09-30.clover","created":{{time}},"livemode":false,"type":"customer.updated",
             "data":{"object":{"id":"cus_bench_{{n}}","object":"customer","email":null,"livemode":false,"metadata":{ } } } }
            """;
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("Stripe-Signature", $"t={time},v1={Signature.HexOf(account.WebhookSecret, Encoding.UTF8.GetBytes($"{time}.{body}"))}");
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
