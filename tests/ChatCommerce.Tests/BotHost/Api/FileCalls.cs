using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ChatCommerce.Tests.BotHost.StaffPages;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>What the API says to a file.</summary>
public sealed record FileAnswer(int Status, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
}

/// <summary>Brings files of products in through the API.</summary>
internal static class FileCalls
{
    public static Task<FileAnswer> Import(this StaffSite site, string csv, bool dryRun = false, string more = "") =>
        site.SendFile(new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "text/csv", query: $"?dryRun={(dryRun ? "true" : "false")}{more}");

    public static async Task<FileAnswer> SendFile(this StaffSite site, HttpContent body, string type, string slug = "harbor", string role = "vendor", string query = "")
    {
        using var api = site.Host.Api(slug, role);
        using (body)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var response = await api.PostAsync("/api/v1/products/import" + query, body);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
