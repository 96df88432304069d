using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;

namespace ChatCommerce.Benchmarks.LastUnit;

/// <summary>A thousand buyers with the last lantern in their carts place their orders at the same moment, through the API.</summary>
internal static class LastUnitBench
{
    private const int Buyers = 1_000, AtOnceBefore = 16;
    private const string Sku = "HG-LANTERN";

    public static async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        var api = new Api(stage.Shop.Http, stage.Shop.Shop.Token("owner"));
        await api.Send(HttpMethod.Put, $"stock/{Sku}", new { onHand = 1 });
        var buyers = await Buy(api);
        var began = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(buyers.Select(b => api.Send(HttpMethod.Post, "orders", new { contactId = b })));
        var took = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var clear = answers.Count(a => a.Status == 409 && a.Code == "not-enough-stock");
        return
        [
            Figure.Exactly($"{Buyers:#,0} buyers at once for the last unit: orders", answers.Count(a => a.Status == 200), 1),
            Figure.Exactly("of them told that nothing is left", clear, Buyers - 1),
            Figure.Exactly("of them answered 5xx", answers.Count(a => a.Status >= 500), 0),
            Figure.Plain("all of them answered within", took, "s"),
        ];
    }

    private static async Task<List<string>> Buy(Api api)
    {
        List<string> buyers = [];
        foreach (var some in Enumerable.Range(0, Buyers).Chunk(AtOnceBefore))
        {
            buyers.AddRange(await Task.WhenAll(some.Select(async _ =>
            {
                var contact = (await api.Send(HttpMethod.Post, "contacts", new { })).Id ?? throw new InvalidOperationException("The API made no contact.");
                var put = await api.Send(HttpMethod.Put, $"contacts/{contact}/cart/lines/{Sku}", new { quantity = 1 });
                return put.Status == 200 ? contact : throw new InvalidOperationException($"The cart took no lantern: {put.Status} {put.Code}");
            })));
        }

        return buyers;
    }

    private sealed class Api(HttpClient http, string token)
    {
        public async Task<ApiAnswer> Send(HttpMethod method, string path, object body)
        {
            using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = JsonContent.Create(body) };
            request.Headers.Authorization = new("Bearer", token);
            using var response = await http.SendAsync(request);
            var answer = await response.Content.ReadAsStringAsync();
            using var json = JsonDocument.Parse(answer.Length > 0 ? answer : "{}");
            return new((int)response.StatusCode, Text(json, "code"), Text(json, "id"));
        }

        private static string? Text(JsonDocument json, string name) =>
            json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
    }

    private sealed record ApiAnswer(int Status, string? Code, string? Id);
}
