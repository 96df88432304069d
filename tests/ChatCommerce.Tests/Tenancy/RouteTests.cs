using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>Every route of the program, called by an owner of one shop with the ids of another.</summary>
[Collection(nameof(TwoShops))]
public sealed class RouteTests(TwoShops shops)
{
    [Fact]
    public async Task Nothing_of_another_shop_is_found_shown_or_changed_on_any_route()
    {
        await using var stranger = new Stranger(shops);
        await stranger.SignIn();
        var before = await shops.TheirRows();
        List<string> wrong = [];
        var calls = new Calls(shops).All().ToList();
        foreach (var call in calls)
        {
            var (status, text) = await stranger.Send(call);
            wrong.AddRange(shops.Theirs.LeakedIn(text).Select(leak => $"{call} answers {status} and shows {leak}"));
            if (status >= 500 || (call.Names && !IsRefused(call, status)))
            {
                wrong.Add($"{call} answers {status}: {text[..Math.Min(text.Length, 300)]}");
            }
        }

        await shops.Quiet();
        wrong.Should().BeEmpty();
        (await shops.TheirRows()).Should().Equal(before);
        calls.Count(c => c.Names).Should().BeGreaterThan(30, "that many ways there are to name something of another shop");
    }

    [Fact]
    public async Task A_customers_token_opens_no_conversation_but_its_own()
    {
        var thread = shops.Theirs.Thread;
        foreach (var (method, path) in new[] { ("GET", thread), ("GET", thread + "/activities"), ("POST", thread + "/activities"), ("POST", thread + "/upload") })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), "/v3/directline/conversations/" + path);
            request.Headers.Authorization = new("Bearer", shops.Mine.ThreadToken);
            using var answer = await shops.Host.Http.SendAsync(request);

            ((int)answer.StatusCode).Should().Be(403, path);
            shops.Theirs.LeakedIn(await answer.Content.ReadAsStringAsync()).Where(l => l != thread).Should().BeEmpty();
        }
    }

    [Fact]
    public void Every_address_that_opens_by_itself_exists_and_is_hard_to_guess()
    {
        Calls.Routes(shops.Host.Services).Select(Calls.Pattern).Should().Contain(Calls.Open.Keys);
        shops.Theirs.Secrets.Where(s => s.Length == 22).Should().HaveCountGreaterThan(3, "16 random bytes in base 64 each");
    }

    // A form without its token is refused before it is looked at; a provider's event without the account's signature is forged.
    private static bool IsRefused(Call call, int status) => status is 403 or 404
        || (status == 400 && call.Method == HttpMethod.Post && call.Body is null && !call.Route.StartsWith("/api/", StringComparison.Ordinal))
        || (status == 401 && call.Route.StartsWith("/webhooks/", StringComparison.Ordinal));
}
