using System.Net;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.Storefront;

/// <summary>The storefront inside the whole program.</summary>
public sealed class ProgramPagesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_program_serves_the_shops_their_pictures_and_a_page_for_what_goes_wrong()
    {
        await using var host = await TestHost.Start(database);

        (await Get(host, "/")).Body.Should().Contain("Harbor Goods");
        (await Get(host, "/harbor/products/dawn-runner")).Body.Should().Contain("Buy in chat");
        (await Get(host, "/harbor/pictures/dawn-runner.svg")).Body.Should().StartWith("<svg");
        (await Get(host, "/nosuch")).Should().Match<(HttpStatusCode Status, string Body, string Policy)>(a => a.Status == HttpStatusCode.NotFound && a.Body.Contains("This page is not here"));
        (await Get(host, "/api/v1/products")).Status.Should().Be(HttpStatusCode.Unauthorized, "signing in still stands before the API");

        await database.Run("alter table product rename to product_away");
        var trouble = await Get(host, "/harbor/products/pacer");
        await database.Run("alter table product_away rename to product");

        trouble.Status.Should().Be(HttpStatusCode.InternalServerError);
        trouble.Body.Should().Contain("Something went wrong on our side").And.NotContain("product_away").And.NotContain("Npgsql");
        trouble.Policy.Should().Contain("script-src 'self'", "an error page is a page");
    }

    private static async Task<(HttpStatusCode Status, string Body, string Policy)> Get(TestHost host, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), answer.Headers.GetValues("Content-Security-Policy").Single());
    }
}
