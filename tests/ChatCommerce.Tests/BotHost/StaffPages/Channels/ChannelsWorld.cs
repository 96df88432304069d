using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using ChatCommerce.Tests.World;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Xunit;

namespace ChatCommerce.Tests.BotHost.StaffPages.Channels;

/// <summary>The program with both demo shops, a bot provider, and one signed-in browser a role.</summary>
public sealed class ChannelsWorld : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Task<StaffBrowser>> browsers = new(StringComparer.Ordinal);
    private int bots;

    public TestDatabase Database { get; } = new();

    public BotApi Bots { get; private set; } = null!;

    public TestHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        Bots = await BotApi.Open();
        Host = await TestHost.Start(Database, new Dictionary<string, string?>
        {
            ["Channels:Telegram:BaseAddress"] = Bots.Address + "",
            ["GuardedHttp:Allowed:0"] = $"{Bots.Address.Host}:{Bots.Address.Port}",
        });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            (await browser).Dispose();
        }

        await Host.DisposeAsync();
        await Bots.DisposeAsync();
        await Database.DisposeAsync();
    }

    public Task<StaffBrowser> Browser(string role, string slug = "harbor") => browsers.GetOrAdd(slug + role, _ => Enter(slug, role));

    /// <summary>A token that works, of a bot nobody has connected.</summary>
    public string NewBot()
    {
        var token = $"77000{Interlocked.Increment(ref bots).ToString("00000", CultureInfo.InvariantCulture)}:AAsecretKept-{new string('x', 20)}{bots}";
        Bots.Tokens[token] = true;
        return token;
    }

    public static Dictionary<string, string> Fields(string token, string name = "Our bot") =>
        new() { ["name"] = name, ["bot_token"] = token, ["username"] = "our_bot" };

    /// <summary>Connects a bot and returns its page and token.</summary>
    public async Task<ConnectedBot> Connect(string slug = "harbor")
    {
        var (owner, token) = (await Browser("owner", slug), NewBot());
        var page = $"/{slug}/manage/channels/connect/telegram";
        var answer = await owner.Fill(page, page, Fields(token));
        answer.Status.Should().Be(303, answer.Read);
        return new(token, answer.Location!.Split('?')[0]);
    }

    /// <summary>What the provider gets when it calls the webhook it was told, showing this secret.</summary>
    public async Task<HttpStatusCode> Call(string url, string secret, string chat = "900", string text = "hello")
    {
        var update = new
        {
            update_id = Interlocked.Increment(ref bots) + 1_000_000,
            message = new { message_id = bots, date = 1_790_000_000, text, chat = new { id = long.Parse(chat, CultureInfo.InvariantCulture), type = "private" }, from = new { id = 900, is_bot = false, first_name = "Mina" } },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url)) { Content = JsonContent.Create(update) };
        request.Headers.Add("X-Telegram-Bot-Api-Secret-Token", secret);
        using var answer = await Host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>Actions written about an account, oldest first.</summary>
    public Task<List<string>> Audit(string id) => Database.Ask<string>($"select action || ' by ' || actor_kind from audit_entry where subject = '{id}' order by seq");

    private async Task<StaffBrowser> Enter(string slug, string role)
    {
        var browser = new StaffBrowser(Host.Address);
        await browser.Enter(Host.Shops.Tenant(slug).SignIn(role));
        return browser;
    }
}

/// <param name="Page">The account's page.</param>
public sealed record ConnectedBot(string Token, string Page)
{
    public string Id => Page.Split('/')[^1];
}
