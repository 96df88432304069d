extern alias Sandbox;

using BenchmarkDotNet.Attributes;
using ChatCommerce.Benchmarks.Channels;
using ChatCommerce.Benchmarks.World;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Webhooks;
using ChatCommerce.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Line = Sandbox::ChatCommerce.Sandbox.Phones.Line;

namespace ChatCommerce.Benchmarks.Micro;

/// <summary>A text message's webhook, from its bytes to the normal form; its signature apart.</summary>
[MemoryDiagnoser]
public class ReadWebhook
{
    private static readonly Dictionary<string, string> Secrets = new(StringComparer.Ordinal)
    {
        ["app_secret"] = "app secret", ["access_token"] = "token", ["verify_token"] = "verify", ["auth_token"] = "auth token",
        ["bot_token"] = "1234567890:token", ["secret_token"] = "secret token", ["skill_secret"] = "skill", ["rest_api_key"] = "key",
    };

    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["waba_id"] = "102290129340398", ["phone"] = "+15550783881", ["account_sid"] = "AC00000000000000000000000000000000", ["app_id"] = "2070011223344",
        ["username"] = "bench_bot", ["page_name"] = "Bench", ["channel_id"] = "_bench", ["skill_block_id"] = "62654c249ac8ed78441532de",
    };

    private IProviderChannel channel = null!;
    private ChannelAccount account = null!;
    private WebhookRequest request = null!;

    public static IEnumerable<string> Kinds => ["whatsapp", "messenger", "instagram", "whatsapp_twilio", "sms", "telegram", "kakaotalk"];

    [ParamsSource(nameof(Kinds))]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public async Task Compose()
    {
        var external = Kind switch { "whatsapp_twilio" => "whatsapp:+14155550199", "sms" => "+14155550199", _ => "106540352242922" };
        var webhook = new Uri($"https://shop.example/webhooks/{Kind}/token");
        var line = new Line { Kind = Kind, ExternalId = external, Tenant = "bench", Name = "Bench", Webhook = webhook, Secrets = Secrets, Settings = Settings };
        await using var messengers = await Messengers.Open(Directory.CreateTempSubdirectory("chatcommerce-bench").FullName);
        var call = messengers.Compose(line, [("mina", "Do you have the blue running shoes in size 42?")])[0];

        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal) { ["CHATCOMMERCE_ENCRYPTION_KEY"] = BenchDatabase.Key })
            .Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddPlatform(configuration);
        services.AddChannels(configuration);
        channel = services.BuildServiceProvider().GetServices<IChannel>().OfType<IProviderChannel>().Single(c => c.Kind == Kind);
        account = new(new(Guid.CreateVersion7()), new(Guid.CreateVersion7()), Kind, external, "Bench", Secrets, Settings);
        Dictionary<string, string> headers = new(call.Headers, StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = call.ContentType };
        request = new(call.Method, webhook, headers, call.Body) { ReceivedAt = TimeProvider.System.GetUtcNow() };
        if (!channel.IsGenuine(request, account) || Read() != 1)
        {
            throw new InvalidOperationException($"{Kind} did not read its own message.");
        }
    }

    [Benchmark]
    public int Read() => channel.Read(request, account).Count;
}
