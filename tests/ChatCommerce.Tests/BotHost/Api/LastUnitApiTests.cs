using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Platform;
using ChatCommerce.Tests.BotHost.StaffPages;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>Many buyers with the same last piece in their carts place their orders at the same moment, over HTTP.</summary>
public sealed class LastUnitApiTests(StaffSite site) : IClassFixture<StaffSite>
{
    private const string Sku = "HG-LANTERN";
    private const int AtOnceBefore = 16;

    [Theory]
    [InlineData(20)]
    [InlineData(200)]
    public async Task One_gets_the_last_unit_and_the_rest_a_clear_answer(int buyers)
    {
        using var api = site.Host.Api("harbor", "owner");
        var before = await Stock();
        (await api.PutAsJsonAsync($"/api/v1/stock/{Sku}", new { onHand = before.Reserved + 1 })).EnsureSuccessStatusCode();
        var contacts = await Contacts(api, buyers);
        var orders = await Orders();

        var answers = await Task.WhenAll(contacts.Select(c => Place(api, c)));

        answers.Count(a => a.Status == HttpStatusCode.OK).Should().Be(1);
        answers.Where(a => a.Status != HttpStatusCode.OK).Should().OnlyContain(a => a.Status == HttpStatusCode.Conflict && a.Code == "not-enough-stock" && a.Left == 0);
        (await Stock()).Should().Be((before.Reserved + 1, before.Reserved + 1));
        (await Orders() - orders).Should().Be(1);
    }

    private async Task<List<Guid>> Contacts(HttpClient api, int count)
    {
        List<Guid> contacts = [];
        foreach (var some in Enumerable.Range(0, count).Chunk(AtOnceBefore))
        {
            contacts.AddRange(await Task.WhenAll(some.Select(async _ =>
            {
                var contact = await Shops.NewContact(site.Database, TimeProvider.System, new TenantId(site.Host.Shops.Tenant("harbor").Id));
                using var put = await api.PutAsJsonAsync($"/api/v1/contacts/{contact}/cart/lines/{Sku}", new { quantity = 1 });
                put.EnsureSuccessStatusCode();
                return contact.Value;
            })));
        }

        return contacts;
    }

    private static async Task<Answer> Place(HttpClient api, Guid contact)
    {
        using var answer = await api.PostAsJsonAsync("/api/v1/orders", new { contactId = contact });
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return new(
            answer.StatusCode, json.TryGetProperty("code", out var code) ? code.GetString() : null, json.TryGetProperty("left", out var left) ? left.GetInt32() : null);
    }

    private async Task<(int OnHand, int Reserved)> Stock()
    {
        var which = $"from stock s join variant v on v.tenant_id = s.tenant_id and v.id = s.variant_id where s.mine and v.sku = '{Sku}'";
        return (await site.One<int>("select on_hand " + which), await site.One<int>("select reserved " + which));
    }

    private Task<long> Orders() => site.One<long>("select count(*) from sales_order where mine");

    private sealed record Answer(HttpStatusCode Status, string? Code, int? Left);
}
