using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCommerce.Channels;
using ChatCommerce.Channels.Kakao;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Channels.Windows;
using ChatCommerce.Commerce.Demo;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Tests.World;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Channels.Golden;

/// <summary>A registered channel over a provider that takes everything, with what it was asked written down readably.</summary>
internal sealed class GoldenChannel
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TestClock Clock = new();
    private static readonly Regex LongText = new(@"[^""\\]{240,}", RegexOptions.None, TimeSpan.FromSeconds(1));
    private static readonly char[] Halves = [.. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)];
    private readonly Taking provider = new();

    private GoldenChannel(string kind)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddLogging().AddChannels(new ConfigurationBuilder().Build());
        services.AddSingleton<IHttpClientFactory>(provider);
        Channel = services.BuildServiceProvider().GetServices<IChannel>().Single(c => c.Kind == kind);
    }

    public static IReadOnlyList<IChannel> All { get; } =
        [.. new ServiceCollection().AddSingleton<TimeProvider>(Clock).AddLogging().AddChannels(new ConfigurationBuilder().Build()).BuildServiceProvider().GetServices<IChannel>()];

    public static string Folder => Path.Combine(Root(), "tests", "ChatCommerce.Tests", "Channels", "Golden");

    public IChannel Channel { get; }

    public static GoldenChannel Of(string kind) => new(kind);

    public async Task<string> Show(IEnumerable<(string Name, RichMessage Message)> messages)
    {
        var shown = new StringBuilder();
        foreach (var (name, message) in messages)
        {
            shown.Append("=== ").Append(name).Append('\n');
            if (Channel is IStoredChannel stores)
            {
                shown.Append(await Stored(stores, message));
                continue;
            }

            foreach (var (part, n) in Renderer.Lower(message, Channel.Capabilities).Select((p, n) => (p, n)))
            {
                shown.Append(Channel is IProviderChannel { Window.AnswersOnly: false } sends ? await Sent(sends, part, n, message.Language) : Written(Skill(part, n, message.Language)) + "\n");
            }
        }

        return shown.ToString();
    }

    /// <summary>One part as the answer to a skill's request.</summary>
    public string Skill(Rendered part, int n, string language)
    {
        var page = new SkillPage(Account(), language);
        return page.TryAdd(part, Part(n, part, language).Mark) ? Encoding.UTF8.GetString(page.Bytes(more: false))
            : throw new InvalidOperationException("One part alone does not fit into a response.");
    }

    private async Task<string> Sent(IProviderChannel channel, Rendered part, int n, string language)
    {
        provider.Asked.Clear();
        await channel.Send(Part(n, part, language), CancellationToken.None);
        return string.Concat(provider.Asked.Select(a => a + "\n"));
    }

    private async Task<string> Stored(IStoredChannel channel, RichMessage message)
    {
        var sent = new Outbound(Account(), "821012345678", new OutboxId(Guid.Empty), message, MessageClass.Reply) { At = Clock.GetUtcNow() };
        return Written((await channel.Send(sent, CancellationToken.None)).Activity!) + "\n";
    }

    private OutboundPart Part(int n, Rendered part, string language) =>
        new(Account(), "821012345678", new OutboxId(Guid.Empty), n, part, Permit.FreeForm) { Class = MessageClass.Reply, Language = language };

    private ChannelAccount Account() => new(new TenantId(Guid.Empty), new ChannelAccountId(Guid.Empty), Channel.Kind, "1000", "Shop", new Named("secret"), new Named("setting"));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ChatCommerce.sln")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }

    private static string Written(string body)
    {
        if (body.Length > 0 && body[0] == '{')
        {
            return Short(JsonSerializer.Serialize(JsonDocument.Parse(body).RootElement, Readable));
        }

        return string.Join('\n', body.Split('&').Select(f => Short(WebUtility.UrlDecode(f))));
    }

    // The forty sentences in a row need not be read forty times; where a text was split is what matters.
    private static string Short(string line) => LongText.Replace(line, m => $"{Whole(m.Value[..60])}[… {m.Length - 100} more …]{Whole(m.Value[^40..])}");

    // Half a surrogate pair at the cut is left out.
    private static string Whole(string cut) => cut.TrimStart(Halves).TrimEnd(Halves);

    private sealed class Taking : HttpMessageHandler, IHttpClientFactory
    {
        private const string Answer = """
            {"messages":[{"id":"wamid.1"}],"message_id":"m_1","recipient_id":"1","ok":true,"result":{"message_id":1,"chat":{"id":1}},"sid":"SM1","status":"queued"}
            """;

        public List<string> Asked { get; } = [];

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            Asked.Add($"{request.Method} {request.RequestUri}\n{Written(body)}");
            return new(HttpStatusCode.OK) { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
        }
    }

    /// <summary>Has every name: each channel finds the secrets and settings it looks for.</summary>
    private sealed class Named(string value) : IReadOnlyDictionary<string, string>
    {
        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        public string this[string key] => key + "-" + value;

        public bool ContainsKey(string key) => !key.EndsWith("_old", StringComparison.Ordinal);

        public bool TryGetValue(string key, out string found)
        {
            found = this[key];
            return ContainsKey(key);
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
