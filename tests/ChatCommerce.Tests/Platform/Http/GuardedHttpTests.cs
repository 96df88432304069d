using System.Net;
using ChatCommerce.Platform.Http;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace ChatCommerce.Tests.Platform.Http;

/// <summary>The way out, against a listener on this machine that counts who got through.</summary>
public sealed class GuardedHttpTests : IAsyncLifetime
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication listener = null!;
    private Uri address = null!;
    private int calls;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        listener = builder.Build();
        listener.Use((http, next) =>
        {
            Interlocked.Increment(ref calls);
            return next(http);
        });
        listener.MapGet("/", () => "here");
        listener.MapGet("/elsewhere", () => Results.Redirect("/"));
        listener.MapGet("/large", (HttpContext http) => http.Response.Body.WriteAsync(new byte[17 * 1024 * 1024]).AsTask());
        listener.MapGet("/slow", () => ended.Task);
        await listener.StartAsync();
        address = new Uri(listener.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        ended.SetResult();
        await listener.DisposeAsync();
    }

    [Fact]
    public async Task What_is_allowed_by_name_and_port_is_called()
    {
        using var client = Client(address.Authority);

        (await client.GetStringAsync(address)).Should().Be("here");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://example.org/")]
    [InlineData("https://user:secret@example.org/")]
    public async Task Without_https_or_with_credentials_in_the_address_nobody_is_called(string target)
    {
        using var client = Client();

        (await Refused(client, target)).Message.Should().StartWith("Refused to call '").And.EndWith("expected https without credentials in the address.").And.NotContain("secret");
        calls.Should().Be(0);
    }

    [Theory]
    [InlineData("https://127.0.0.1:{0}/")]
    [InlineData("https://[::1]:{0}/")]
    [InlineData("https://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    public async Task An_address_that_is_not_public_is_not_connected_to(string target)
    {
        using var client = Client();

        (await Refused(client, target)).Message.Should().Contain("it has no public address");
        calls.Should().Be(0);
    }

    // The check is on the address that is connected to, so a harmless name for this machine gains nothing.
    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to()
    {
        using var client = Client();

        (await Refused(client, "https://localhost:{0}/")).Message.Should().Contain("Refused to connect to 'localhost'");
        calls.Should().Be(0);
    }

    [Fact]
    public async Task Allowing_one_port_of_a_host_allows_no_other()
    {
        using var client = Client("127.0.0.1:1");

        (await Refused(client, "http://127.0.0.1:{0}/")).Message.Should().StartWith("Refused to call");
        calls.Should().Be(0);
    }

    [Fact]
    public async Task A_redirect_is_an_answer_and_not_followed()
    {
        using var client = Client(address.Authority);

        using var answer = await client.GetAsync(new Uri(address, "/elsewhere"));

        (answer.StatusCode, calls).Should().Be((HttpStatusCode.Redirect, 1));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_taken()
    {
        using var client = Client(address.Authority);

        await FluentActions.Awaiting(() => client.GetByteArrayAsync(new Uri(address, "/large"))).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_not_waited_for()
    {
        using var client = Client(address.Authority, TimeSpan.FromMilliseconds(200));

        (await FluentActions.Awaiting(() => client.GetAsync(new Uri(address, "/slow"))).Should().ThrowAsync<TaskCanceledException>())
            .WithInnerException<TimeoutException>();
    }

    private async Task<HttpRequestException> Refused(HttpClient client, string target)
    {
        var url = new Uri(target.Replace("{0}", $"{address.Port}", StringComparison.Ordinal));
        var thrown = await FluentActions.Awaiting(() => client.GetAsync(url)).Should().ThrowAsync<HttpRequestException>();
        return thrown.Which;
    }

    private static HttpClient Client(string? allowed = null, TimeSpan? timeout = null)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        if (allowed is not null)
        {
            configuration["GuardedHttp:Allowed:0"] = allowed;
        }

        var services = new ServiceCollection();
        services.AddGuardedHttp(configuration);
        services.AddGuardedHttpClient("test", timeout ?? TimeSpan.FromSeconds(10));
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("test");
    }
}
