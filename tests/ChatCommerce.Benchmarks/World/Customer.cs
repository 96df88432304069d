using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace ChatCommerce.Benchmarks.World;

/// <summary>A web chat customer who only writes; what they are answered is read from the database, so that reading costs the measured nothing.</summary>
internal sealed class Customer(HttpClient http, string token, string conversation)
{
    private readonly AuthenticationHeaderValue bearer = new("Bearer", token);
    private readonly Uri activities = new($"/v3/directline/conversations/{conversation}/activities", UriKind.Relative);

    /// <summary>The Direct Line conversation, which is the thread key of ours.</summary>
    public string Thread => conversation;

    /// <summary>Lines said so far.</summary>
    public int Said { get; private set; }

    public static async Task<Customer> Open(HttpClient http, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/tokens/generate") { Content = JsonContent.Create(new { }) };
        request.Headers.Authorization = new("Bearer", key);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var made = await response.Content.ReadFromJsonAsync<JsonElement>();
        return new(http, made.GetProperty("token").GetString()!, made.GetProperty("conversationId").GetString()!);
    }

    /// <summary>Posts a line; returns the status of the answer.</summary>
    public async Task<int> Say(string text)
    {
        Said++;
        using var request = new HttpRequestMessage(HttpMethod.Post, activities)
        {
            Content = JsonContent.Create(new { type = "message", from = new { id = "customer" }, text, locale = "en" }),
        };
        request.Headers.Authorization = bearer;
        using var response = await http.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return (int)response.StatusCode;
    }
}
