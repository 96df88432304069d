extern alias Sandbox;

using ChatCommerce.Benchmarks.Measuring;
using ChatCommerce.Benchmarks.World;
using Sandbox::ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Benchmarks.Channels;

/// <summary>
/// How long each messenger waits for its 2xx while 200 messages a second come in from it, of people who have said hello and been answered. The
/// program answers them all meanwhile, over the messenger's own API. KakaoTalk's 2xx carries the answer itself, so there the bar is what the
/// messenger grants: five seconds.
/// </summary>
internal sealed class ChannelsBench(Messengers messengers)
{
    private const int PerSecond = 200, Seconds = 4, People = 250, AtOnce = 16;
    private static readonly string[] Kinds = ["whatsapp", "messenger", "instagram", "whatsapp_twilio", "sms", "telegram", "kakaotalk"];

    public async Task<IReadOnlyList<Figure>> Run(Stage stage)
    {
        List<Figure> figures = [];
        foreach (var kind in Kinds)
        {
            figures.AddRange(await Of(kind, stage));
            await stage.Quiet();
        }

        return figures;
    }

    private async Task<IEnumerable<Figure>> Of(string kind, Stage stage)
    {
        var line = messengers.Line(kind, stage.Shop.Shop.Slug);
        await Greet(line, stage);
        var calls = messengers.Compose(line, [.. Enumerable.Range(0, PerSecond * Seconds).Select(n => ($"bench{n % People}", World.Lines.At(n / People)))]);
        var arrivals = await OpenLoop.Run(PerSecond, calls.Count, n => Post(stage.Shop.Http, line.Webhook, calls[n]));
        var (milliseconds, refused) = (arrivals.Select(a => a.Milliseconds).ToList(), arrivals.Count(a => a.Result is < 200 or > 299));
        return
        [
            Figure.AtMost($"{kind}: acknowledged at {PerSecond} messages/s: p99", Percentile.Of(milliseconds, .99), "ms", kind is "kakaotalk" ? 5_000 : 100),
            Figure.Exactly($"{kind}: not acknowledged with 2xx", refused, 0),
        ];
    }

    private async Task Greet(Line line, Stage stage)
    {
        foreach (var some in messengers.Compose(line, [.. Enumerable.Range(0, People).Select(n => ($"bench{n}", "hello"))]).Chunk(AtOnce))
        {
            await Task.WhenAll(some.Select(call => Post(stage.Shop.Http, line.Webhook, call)));
        }

        await stage.Quiet();
    }

    private static async Task<int> Post(HttpClient http, Uri webhook, ProviderCall call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.To ?? webhook) { Content = new ByteArrayContent(call.Body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", call.ContentType);
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        return (int)answer.StatusCode;
    }
}
