using System.Net.Http.Json;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Xunit;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>One program, one Sandbox and one database for all tests of a messenger. Use it as a class fixture.</summary>
public sealed class ContractWorld : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProvidersPatience = TimeSpan.FromSeconds(4);

    public TestDatabase Database { get; } = new();

    public Marketplace Market { get; private set; } = null!;

    internal WebhookLab Lab { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Market = await Marketplace.Open(Database, services: services => services.PostConfigure<HttpClientFactoryOptions>(
            ProviderClient.Name, client => client.HttpClientActions.Add(c => c.Timeout = ProvidersPatience)));
        Lab = new(Market, Database);
    }

    public async ValueTask DisposeAsync()
    {
        await Market.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Bends the provider's next calls, as the Sandbox's faults are written.</summary>
    public async Task Fault(object fault)
    {
        using var told = await Market.Provider.PostAsJsonAsync("/sandbox/faults", fault);
        told.EnsureSuccessStatusCode();
    }

    public async Task<T> Ask<T>(string statement) => (await Database.Ask<T>(statement))[0];

    /// <summary>How the attempts to send the first answer to this text ended, in their order.</summary>
    public Task<string> Outcomes(string text) => Ask<string>($"""
        select coalesce((select string_agg(a.outcome, ',' order by a.n) from send_attempt a where a.outbox_id = (
            select o.id from outbox o where o.conversation_id in (select conversation_id from message where text = '{text}') order by o.seq limit 1)), '')
        """);

    public static async Task Until(Func<Task<bool>> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!await holds())
        {
            limit.IsCancellationRequested.Should().BeFalse("waited for {0}", what);
            await Task.Delay(25, CancellationToken.None);
        }
    }
}
