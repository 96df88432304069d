using System.Net;
using ChatCommerce.Channels.Provider;
using ChatCommerce.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Channels.Provider;

/// <summary>A provider's file server on this machine, which answers as it was told, and our download over the real guarded client.</summary>
public sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ServiceProvider ours;
    private RequestDelegate answer = http => Task.CompletedTask;

    private FileServer(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Urls.First());
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["GuardedHttp:Allowed:0"] = $"{Address.Host}:{Address.Port}" }).Build();
        var services = new ServiceCollection().AddGuardedHttp(configuration);
        services.AddHttpClient(GuardedHttp.Fetch, client => client.Timeout = TimeSpan.FromSeconds(2));
        ours = services.BuildServiceProvider();
        Download = new MediaDownload(ours.GetRequiredService<IHttpClientFactory>());
    }

    public Uri Address { get; }

    public MediaDownload Download { get; }

    public static async Task<FileServer> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var files = builder.Build();
        FileServer? server = null;
        files.Run(http => server!.answer(http));
        await files.StartAsync();
        return server = new FileServer(files);
    }

    public FileServer Answers(RequestDelegate how)
    {
        answer = how;
        return this;
    }

    public FileServer Gives(byte[] file, string? type, int status = 200) => Answers(async http =>
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, type);
        await http.Response.Body.WriteAsync(file);
    });

    public async ValueTask DisposeAsync()
    {
        await ours.DisposeAsync();
        await app.DisposeAsync();
    }
}
