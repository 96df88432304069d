using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.Commerce.Tenants;

using Tenants = ChatCommerce.Commerce.Tenants.Tenants;

public sealed class ReservedSlugTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_shop_cannot_take_the_first_part_of_any_address_of_the_program()
    {
        await using var host = await TestHost.Start(database);
        var taken = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(r => r.RoutePattern.PathSegments is [{ Parts: [RoutePatternLiteralPart only] }, ..] ? only.Content : null)
            .OfType<string>().Distinct().Where(name => !name.Contains('.')).ToList();
        taken.Should().Contain(["api", "inbox", "orders", "sign-in", "webhooks", "c", "t"]);

        foreach (var name in taken)
        {
            var refused = (await host.Services.GetRequiredService<Tenants>().Create(new NewTenant(name, "Shop", "en-US", ["en"], "USD", "UTC"), default)).Refusal;

            refused!.Code.Should().Be("slug-reserved", name);
            refused.Message.Should().Contain("Choose another name");
        }
    }
}
