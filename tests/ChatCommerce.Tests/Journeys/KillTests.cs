extern alias Sandbox;

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.AspNetCore.Builder;
using Sandbox::ChatCommerce.Sandbox;
using Xunit;

namespace ChatCommerce.Tests.Journeys;

/// <summary>
/// The program is killed as by <c>kill -9</c> at each named point of a purchase and started again. Whoever got no answer asks again, as
/// customers and providers do. Nothing may be lost and nothing done twice. An answer in web chat is shown where its turn is committed; what
/// goes out by the send lane is the confirmation of the payment.
/// </summary>
public sealed class KillTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly string[] Lines = ["Tempo Lite running shoes", "1", "44", "white", "checkout"];
    private readonly Uri address = new($"http://localhost:{TestHost.FreePort()}");
    private readonly string folder = Directory.CreateTempSubdirectory("chatcommerce-kill").FullName;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero });
    private readonly Dictionary<string, string> conversations = new(StringComparer.Ordinal);
    private WebApplication sandbox = null!;
    private HostProcess host = null!;
    private int deaths;

    private Uri Provider => new(sandbox.Urls.First());

    public async ValueTask InitializeAsync()
    {
        sandbox = SandboxApp.Create(new SandboxOptions { Port = 0, RetryScale = 0.2, DataFolder = folder }, TimeProvider.System);
        await sandbox.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        await sandbox.StopAsync();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData("in.verified@5")]
    [InlineData("in.inserted@5")]
    [InlineData("in.committed@5")]
    [InlineData("turn.leased@5")]
    [InlineData("llm.called@1")]
    [InlineData("llm.recorded@1")]
    [InlineData("tool.before@1")]
    [InlineData("tool.committed@1")]
    [InlineData("turn.committed@5")]
    [InlineData("out.claimed@1")]
    [InlineData("out.sent@1")]
    [InlineData("out.recorded@1")]
    [InlineData("pay.link.created@1")]
    [InlineData("pay.applied@1")]
    public async Task A_kill_at_any_point_of_a_purchase_loses_nothing_and_doubles_nothing(string point)
    {
        host = await HostProcess.Start(Settings(), point, address);
        var shop = RunFileContents.Read(Path.Combine(folder, "run.json")).Tenant("harbor");
        var stockBefore = await One<long>("select sum(on_hand) from stock");
        var (token, conversation) = await OpenChat(shop.WebChatKey);

        foreach (var (line, n) in Lines.Select((l, i) => (l, i)))
        {
            await Persist(() => Say(token, conversation, line, n));
            await Answered(conversation, n + 1);
        }

        var link = await One<string>($"select '/c/' || pay_token from sales_order where conversation_id = '{Internal(conversation)}'");
        var session = await Persist(() => OpenPayLink(link));
        using (var paid = await http.PostAsJsonAsync(new Uri(Provider, $"/sandbox/stripe/sessions/{session}/pay"), new { }))
        {
            paid.EnsureSuccessStatusCode();
        }

        await Eventually($"select count(*) from outbox where dedupe_key like 'order:%:paid:%' and state = 'accepted' and conversation_id = '{Internal(conversation)}'", 1);
        if (deaths == 0)
        {
            // It died on its last act, when nobody asked it for anything any more.
            await Restart();
        }

        await Exact(conversation, stockBefore);
        deaths.Should().Be(1, "the program must have died at the point, or this test proves nothing");
    }

    private string Internal(string conversation) => conversations[conversation];

    private async Task Exact(string conversation, long stockBefore)
    {
        var here = $"conversation_id = '{Internal(conversation)}'";
        (await One<long>($"select count(*) from sales_order where {here} and state = 'paid' and total_minor = 7900")).Should().Be(1);
        (await One<long>($"select count(*) from sales_order where {here}")).Should().Be(1);
        (await One<long>($"select count(*) from message where {here} and author = 'customer'")).Should().Be(Lines.Length);
        (await One<long>($"select count(*) from turn where {here} and state = 'committed'")).Should().Be(Lines.Length);
        (await One<long>($"select count(*) from message where {here} and author = 'bot'")).Should().Be(Lines.Length + 1, "one answer a line and one confirmation");
        (await One<long>($"select count(*) from activity where {here}")).Should().Be(2 * Lines.Length + 1, "each was shown once");
        (await One<long>($"select count(*) from outbox where {here} and state <> 'accepted'")).Should().Be(0);
        (await One<long>("select sum(on_hand) from stock")).Should().Be(stockBefore - 1);
        (await One<long>("select sum(reserved) from stock")).Should().Be(0);
        (await One<decimal>("select coalesce(sum(amount_minor), 0) from ledger_entry")).Should().Be(0m);
    }

    // Whoever hears nothing because the program died asks the next one the same.
    private async Task<T> Persist<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException)
        {
            await Restart();
            return await ask();
        }
    }

    private async Task Restart()
    {
        await host.Died();
        deaths++;
        await host.DisposeAsync();
        host = await HostProcess.Start(Settings(), null, address);
    }

    private async Task<(string Token, string Conversation)> OpenChat(string key)
    {
        var made = await Post("/v3/directline/tokens/generate", key, new { user = new { id = "dl_" + Guid.CreateVersion7().ToString("N") } });
        var token = made.GetProperty("token").GetString()!;
        var conversation = (await Post("/v3/directline/conversations", token, new { })).GetProperty("conversationId").GetString()!;
        return (token, conversation);
    }

    private async Task<bool> Say(string token, string conversation, string text, int n)
    {
        await Post($"/v3/directline/conversations/{conversation}/activities", token,
            new { type = "message", from = new { id = "customer" }, text, channelData = new { clientActivityID = $"line-{n}" } });
        if (!conversations.ContainsKey(conversation))
        {
            conversations[conversation] = await One<string>($"select id::text from conversation where thread_key = '{conversation}'");
        }

        return true;
    }

    private async Task<string> OpenPayLink(string path)
    {
        using var response = await http.GetAsync(new Uri(address, path));
        return response.Headers.Location?.Segments[^1] ?? throw new InvalidOperationException($"The pay link answered {(int)response.StatusCode}.");
    }

    private Task Answered(string conversation, int n) =>
        Until($"select count(*) from outbox where state = 'accepted' and conversation_id = '{Internal(conversation)}'", count => count >= n);

    private Task Eventually(string count, long expected) => Until(count, found => found == expected);

    // What is waited for may come from the process after the one that died.
    private async Task Until(string count, Predicate<long> enough)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!enough(await One<long>(count)))
        {
            if (host.HasDied)
            {
                await Restart();
            }

            await timer.WaitForNextTickAsync(patience.Token);
        }
    }

    private async Task<JsonElement> Post(string path, string bearer, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Dictionary<string, string> Settings() => new(HostProcess.Settings(database, address, folder), StringComparer.Ordinal)
    {
        ["CHATCOMMERCE_SANDBOX_PORT"] = Provider.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["Pipeline__QuietMilliseconds"] = "0",
    };

    private async Task<T> One<T>(string question) => (await database.Ask<T>(question))[0];
}
