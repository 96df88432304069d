using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.Tenancy;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>Writes that carry an <c>Idempotency-Key</c>.</summary>
[Collection(nameof(TwoShops))]
public sealed class IdempotencyTests(TwoShops shops)
{
    [Fact]
    public async Task The_same_write_again_gets_the_first_answer_and_happens_once()
    {
        var key = Guid.CreateVersion7().ToString();

        using var first = await Post(key, new { displayName = key, language = "en" });
        using var again = await Post(key, new { displayName = key, language = "en" });

        first.StatusCode.Should().Be(HttpStatusCode.OK);
        again.Headers.GetValues("Idempotent-Replayed").Should().Equal("true");
        (await again.Content.ReadAsStringAsync()).Should().Be(await first.Content.ReadAsStringAsync());
        (await shops.Database.Ask<long>($"select count(*) from contact where display_name = '{key}'")).Should().Equal(1);
    }

    [Fact]
    public async Task Another_write_under_the_same_key_is_refused()
    {
        var key = Guid.CreateVersion7().ToString();
        using var first = await Post(key, new { displayName = "One", language = "en" });

        using var other = await Post(key, new { displayName = "Two", language = "en" });

        other.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        (await other.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().Should().Be("idempotency-key-reused");
    }

    [Fact]
    public async Task Twenty_at_once_happen_once()
    {
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Post(key, new { displayName = key, language = "en" })));

        answers.Select(a => a.StatusCode).Should().OnlyContain(s => s == HttpStatusCode.OK || s == HttpStatusCode.Conflict);
        (await shops.Database.Ask<long>($"select count(*) from contact where display_name = '{key}'")).Should().Equal(1);
    }

    private async Task<HttpResponseMessage> Post(string key, object contact)
    {
        using var api = shops.Host.Api("harbor", "owner");
        api.DefaultRequestHeaders.Add("Idempotency-Key", key);
        return await api.PostAsJsonAsync("/api/v1/contacts", contact);
    }
}
