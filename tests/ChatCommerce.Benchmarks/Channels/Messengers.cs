extern alias Sandbox;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Sandbox::ChatCommerce.Sandbox.Phones.Chats;

namespace ChatCommerce.Benchmarks.Channels;

/// <summary>
/// Every messenger, played by the Sandbox: it composes and signs what customers do, and takes what the program answers. It runs in the load
/// generator, so its processor time is the load's.
/// </summary>
internal sealed class Messengers : IAsyncDisposable
{
    private readonly WebApplication sandbox;

    private Messengers(WebApplication sandbox) => this.sandbox = sandbox;

    public int Port => new Uri(sandbox.Urls.First()).Port;

    /// <param name="folder">Where the program writes its run file, from which the shops' accounts are learned.</param>
    public static async Task<Messengers> Open(string folder)
    {
        var app = SandboxApp.Create(new SandboxOptions { Port = 0, DataFolder = folder }, TimeProvider.System);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>One signed call for each line that these people say to the shop, in their order.</summary>
    public IReadOnlyList<ProviderCall> Compose(Line line, IReadOnlyList<(string Person, string Text)> said)
    {
        var chats = sandbox.Services.GetRequiredService<PhoneChats>();
        var people = sandbox.Services.GetRequiredService<People>();
        var provider = chats.ProviderOf(line.Kind) ?? throw new InvalidOperationException($"Nobody plays {line.Kind}.");
        return [.. said.Select(s =>
        {
            var chat = chats.Open(line, people.Get(s.Person));
            return provider.Compose(chat, new WriteText(s.Text) { Id = provider.NewMessageId(chat), At = TimeProvider.System.GetUtcNow() })[0];
        })];
    }

    public Line Line(string kind, string shop) => sandbox.Services.GetRequiredService<Lines>().OfTenant(kind, shop)
        ?? throw new InvalidOperationException($"{shop} has no {kind}.");

    public async ValueTask DisposeAsync()
    {
        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }
}
