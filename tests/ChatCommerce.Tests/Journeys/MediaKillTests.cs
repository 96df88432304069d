extern alias Sandbox;

using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>The program is killed while it fetches a customer's file. The claim ends with its time, and the next process fetches it: once.</summary>
public sealed class MediaKillTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private readonly Uri address = new($"http://localhost:{TestHost.FreePort()}");
    private readonly string folder = Directory.CreateTempSubdirectory("chatcommerce-kill").FullName;
    private WebApplication sandbox = null!;
    private HttpClient provider = null!;
    private HostProcess? host;

    public async ValueTask InitializeAsync()
    {
        sandbox = SandboxApp.Create(new SandboxOptions { Port = 0, RetryScale = 0.2, DataFolder = folder }, TimeProvider.System);
        await sandbox.StartAsync();
        provider = new() { BaseAddress = new Uri(sandbox.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        provider.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("media.claimed", "whatsapp")]
    [InlineData("media.fetched", "whatsapp")]
    [InlineData("media.fetched", "telegram")]
    public async Task A_kill_while_a_file_is_fetched_loses_it_not_and_keeps_it_once(string point, string kind)
    {
        var phone = new Handset(provider, kind, "harbor", "kay-" + point.Replace('.', '-'));
        await Start(point);
        await phone.Do(new { @do = "media", kind = "image", contentType = "image/png", content = Convert.ToBase64String(Picture), caption = (string?)null });
        await host!.Died();
        var file = (await database.Ask<Guid>("select message_id from inbound_media where state = 'waiting' and attempts = 1 and due_at > now()")).Should().ContainSingle("the claim outlives who made it").Subject;

        await Start(null);
        await database.Run($"update inbound_media set due_at = now() where message_id = '{file}'");

        await database.Until($"select count(*) from inbound_media where message_id = '{file}' and state = 'stored' and attempts = 2", 1L);
        (await database.Ask<byte[]>($"select content from inbound_media where message_id = '{file}'"))[0].Should().Equal(Picture);
    }

    private async Task Start(string? fault)
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        host = await HostProcess.Start(new Dictionary<string, string>(HostProcess.Settings(database, address, folder), StringComparer.Ordinal)
        {
            ["CHATCOMMERCE_SANDBOX_PORT"] = new Uri(sandbox.Urls.First()).Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        }, fault, address);
    }
}
