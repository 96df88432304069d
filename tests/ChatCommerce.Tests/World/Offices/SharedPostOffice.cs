using ChatCommerce.Tests.BotHost.Pipeline.Skills;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace ChatCommerce.Tests.World.Offices;

/// <summary>One <see cref="PostOffice"/> for a class, with a second account of the same shop.</summary>
public sealed class SharedPostOffice : IAsyncLifetime
{
    public const string SecondToken = "post-token-of-harbor-2-0123456789";
    private readonly TestDatabase database = new();

    public PostOffice Office { get; private set; } = null!;

    public HeldModel Model { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await database.InitializeAsync();
        Office = await PostOffice.Open(database, services: services => services.AddSingleton(Model.Chosen));
        var db = Office.Db();
        await db.Execute($"""
            insert into channel_account (tenant_id, id, kind, external_id, name, webhook_token, credentials)
            select tenant_id, {Guid.CreateVersion7()}, kind, 'post-harbor-2', 'Second post', {SecondToken}, credentials
            from channel_account where tenant_id = {db.Tenant} and external_id = 'post-harbor'
            """, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Model.Release();
        await Office.DisposeAsync();
        await database.DisposeAsync();
    }
}
