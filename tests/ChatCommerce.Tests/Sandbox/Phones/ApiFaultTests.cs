extern alias Sandbox;

using System.Net;
using System.Net.Http.Json;
using ChatCommerce.Tests.World;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Sandbox::ChatCommerce.Sandbox.Faults;
using Sandbox::ChatCommerce.Sandbox.Phones;
using Xunit;

namespace ChatCommerce.Tests.Sandbox.Phones;

/// <summary>A provider's API with one call, which counts how often it did its work.</summary>
public sealed class ApiFaultTests : IAsyncLifetime
{
    private static readonly ApiTroubles Troubles = new(
        seconds => Results.Json(new { slow = seconds }, statusCode: 429), () => Results.Text("broken", statusCode: 500), () => Results.Text("who?", statusCode: 401));

    private readonly FaultList list = new();
    private readonly TestClock clock = new();
    private WebApplication app = null!;
    private HttpClient client = null!;
    private int ran;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton(new ApiFaults(list, clock));
        app = builder.Build();
        var line = new Line { Kind = "pigeon", ExternalId = "pigeon-1", Tenant = "harbor", Name = "Harbor", Webhook = new Uri("http://localhost/hook") };
        app.MapPost("/send", (HttpContext http, ApiFaults faults) =>
            faults.Run(http, new ApiCall(line, "POST send", Troubles) { SameToken = [line, line with { ExternalId = "pigeon-9" }] }, () => Results.Text($"done {Interlocked.Increment(ref ran)}")));
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Urls.First()), Timeout = TimeSpan.FromSeconds(20) };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_fault_the_call_is_carried_out()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.ServerError, Account = "pigeon-2" });
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.ServerError, Match = "GET" });

        (await (await Send()).Content.ReadAsStringAsync()).Should().Be("done 1");
    }

    [Fact]
    public async Task A_token_revoked_on_one_line_is_so_for_every_line_it_speaks_for()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.ServerError, Account = "pigeon-9" });
        (await Send()).StatusCode.Should().Be(HttpStatusCode.OK);
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.TokenRevoked, Account = "pigeon-9" });

        (await Send()).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Too_many_is_said_in_the_providers_words_and_with_when_to_come_back()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.TooMany, Seconds = 2.5, Times = 1 });

        var answer = await Send();

        answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(3));
        (await answer.Content.ReadAsStringAsync()).Should().Contain("3");
        ran.Should().Be(0);
        (await Send()).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_server_error_comes_before_or_after_the_work(bool executed, int done)
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.ServerError, Executed = executed });

        (await Send()).StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        ran.Should().Be(done);
    }

    [Fact]
    public async Task A_revoked_token_is_refused_without_doing_the_work()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.TokenRevoked });

        (await Send()).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        ran.Should().Be(0);
    }

    [Fact]
    public async Task A_reset_does_the_work_and_cuts_the_connection()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.Reset });

        var cut = async () => await Send();

        await cut.Should().ThrowAsync<HttpRequestException>();
        ran.Should().Be(1);
    }

    [Fact]
    public async Task A_hanging_call_is_never_answered()
    {
        list.Add(new Fault { Provider = "pigeon", Kind = FaultKind.Hang });
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));

        var hanging = async () => await client.PostAsync("/send", null, impatient.Token);

        await hanging.Should().ThrowAsync<OperationCanceledException>();
        ran.Should().Be(0);
    }

    private Task<HttpResponseMessage> Send() => client.PostAsync("/send", null);
}
