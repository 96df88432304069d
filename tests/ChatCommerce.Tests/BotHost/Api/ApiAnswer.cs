using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>What the API answers.</summary>
public sealed record ApiAnswer(HttpStatusCode Status, JsonElement Json)
{
    /// <summary>Of a refusal.</summary>
    public string? Code => Json.TryGetProperty("code", out var code) ? code.GetString() : null;
}

internal static class ApiAsking
{
    public static async Task<ApiAnswer> Asks(this HttpClient api, string path, object body)
    {
        using var answer = await api.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        return new(answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }
}
