using System.Text.Json;

namespace ChatCommerce.Tests.Sandbox;

/// <summary>An answer and its JSON.</summary>
public sealed record Reply(HttpResponseMessage Response, JsonElement Body)
{
    public int Status => (int)Response.StatusCode;

    public string? ErrorCode => Error("code");

    public string? ErrorParam => Error("param");

    public string? Header(string name) => Response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    public string Text(string name) => At(name).GetString()!;

    public long Number(string name) => At(name).GetInt64();

    /// <summary>"payment_intent.latest_charge" goes down step by step; a number picks from a list.</summary>
    public JsonElement At(string path) => path.Split('.').Aggregate(
        Body, (element, step) => int.TryParse(step, out var index) ? element[index] : element.GetProperty(step));

    public string? Error(string name) =>
        Body.TryGetProperty("error", out var error) && error.TryGetProperty(name, out var value) ? value.GetString() : null;
}
