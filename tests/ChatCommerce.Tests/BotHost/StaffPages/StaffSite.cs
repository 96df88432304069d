using ChatCommerce.BotHost.Jobs;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>The whole program with the demo shops, and people who sign in to it. Use it as a class fixture.</summary>
public sealed class StaffSite : IAsyncLifetime
{
    public TestDatabase Database { get; } = new();

    public TestHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Host = await TestHost.Start(Database);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A browser in which this role's demo person has signed in.</summary>
    public async Task<StaffBrowser> SignIn(string slug, string role)
    {
        var browser = new StaffBrowser(Host.Address);
        var person = Host.Shops.Tenant(slug).SignIn(role);
        await browser.Get("/sign-in");
        var entered = await browser.Post("/sign-in", new() { ["email"] = person.Email, ["password"] = person.Password });
        return entered.Status == 303 ? browser : throw new InvalidOperationException($"Signing in as {role} of {slug} gave {entered.Status}.");
    }

    /// <summary>Drops old rows, as the schedule does at night.</summary>
    public Task Prune() => ActivatorUtilities.CreateInstance<PruneOldRows>(Host.Services).Run(CancellationToken.None);

    /// <summary>What one SQL statement finds in a shop's rows, which it names as <c>mine</c>.</summary>
    public async Task<T> One<T>(string statement, string slug = "harbor") =>
        (await Database.Ask<T>(statement.Replace("mine", $"tenant_id = '{Host.Shops.Tenant(slug).Id}'", StringComparison.Ordinal))).Single();
}
