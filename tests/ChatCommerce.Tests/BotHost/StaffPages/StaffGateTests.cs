using ChatCommerce.BotHost.StaffPages;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>Every staff page, read from the running program, so that a new one cannot be forgotten.</summary>
public sealed class StaffGateTests(StaffWorld world) : IClassFixture<StaffWorld>
{
    [Fact]
    public async Task No_staff_page_is_there_for_the_people_of_another_shop()
    {
        var owner = await world.Browser("owner", "dalbit");
        await owner.Get("/dalbit/inbox");

        var pages = Pages("harbor");
        pages.Should().HaveCountGreaterThan(10);
        foreach (var (method, path, _) in pages)
        {
            (await Ask(owner, method, path)).Should().Be(404, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Who_is_not_signed_in_is_asked_to_on_every_staff_page()
    {
        using var nobody = new StaffBrowser(world.Host.Address);
        await nobody.Get("/sign-in");

        foreach (var (method, path, _) in Pages("harbor"))
        {
            (await Ask(nobody, method, path)).Should().Be(302, $"{method} {path}");
        }
    }

    [Fact]
    public async Task Every_role_is_kept_to_what_it_may_do_on_every_staff_page()
    {
        foreach (var role in Enum.GetValues<ChatCommerce.Commerce.Tenants.Role>())
        {
            var browser = await world.Browser(SqlName(role));
            await browser.Get("/harbor/inbox");
            foreach (var (method, path, least) in Pages("harbor").Where(p => p.Least < role))
            {
                (await Ask(browser, method, path)).Should().Be(403, $"{role} {method} {path} needs {least}");
            }
        }
    }

    private static string SqlName(Enum value) => ChatCommerce.Platform.Database.SqlName.Of(value);

    private static async Task<int> Ask(StaffBrowser browser, string method, string path) =>
        (await (method == "GET" ? browser.Get(path) : browser.Post(path))).Status;

    private List<(string Method, string Path, ChatCommerce.Commerce.Tenants.Role? Least)> Pages(string slug) =>
    [
        .. from route in world.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let page = route.Metadata.GetMetadata<StaffPage>()
           where page?.Role is not null
           from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
           select (method, Path(route, slug), page.Role),
    ];

    private static string Path(RouteEndpoint route, string slug) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "slug" } => slug,
            _ => $"{Guid.CreateVersion7()}",
        }))));
}
