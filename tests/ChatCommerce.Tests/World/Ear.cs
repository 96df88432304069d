using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatCommerce.Tests.World;

/// <summary>An address on a free port that keeps what it hears, for a test to take one by one.</summary>
public abstract class Ear<THeard> : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Channel<THeard> heard = Channel.CreateUnbounded<THeard>();
    private WebApplication? app;

    public Uri Address => new(app!.Urls.First());

    public bool HeardMore => heard.Reader.TryPeek(out _);

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        Map(app);
        await app.StartAsync();
    }

    public async Task<THeard> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public async Task<IReadOnlyList<THeard>> Next(int count)
    {
        List<THeard> next = [];
        while (next.Count < count)
        {
            next.Add(await Next());
        }

        return next;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    protected abstract void Map(WebApplication app);

    protected void Hear(THeard said) => heard.Writer.TryWrite(said);

    protected static async Task<string> BodyOf(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
