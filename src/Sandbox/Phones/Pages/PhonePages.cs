using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ChatCommerce.Sandbox.Phones.Chats;
using ChatCommerce.Sandbox.Phones.Pages.Handset;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ChatCommerce.Sandbox.Phones.Pages;

/// <summary><c>/phones</c>: phones on a table, to be played by a person.</summary>
internal static class PhonePages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var page = routes.MapGroup(OpenPhones.Root);
        page.MapGet("", Show);
        page.MapGet("screen", (HttpRequest request, LayPhones lay) => PhoneKey.Parse(request.Query["open"]) is { } key && lay.ChatOf(key) is { } chat
            ? (IResult)new RazorComponentResult<Screen>(new { Chat = chat, Back = OpenPhones.Root })
            : Results.NotFound());
        page.MapGet("faults", (HttpRequest request, LayPhones lay) => new RazorComponentResult<PhoneFaults>(new { Open = lay.From(request) }));
        page.MapGet("traffic", (HttpRequest request, LayPhones lay) => new RazorComponentResult<PhoneTraffic>(new { Open = lay.From(request) }));
        page.MapGet("live", (HttpRequest request, LayPhones lay, PhoneChats chats, IHostApplicationLifetime host) =>
            TypedResults.ServerSentEvents(Changes(chats, [.. lay.From(request).Phones], host.ApplicationStopping)));
    }

    private static RazorComponentResult<PhonesPage> Show(HttpContext http, LayPhones lay)
    {
        // Pictures come from the shops, wherever those are.
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' http: https: data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<PhonesPage>(new { Open = lay.From(http.Request) });
    }

    /// <summary>Names each open phone whenever something on it changes.</summary>
    private static async IAsyncEnumerable<SseItem<string>> Changes(
        PhoneChats chats, HashSet<PhoneKey> open, CancellationToken stopping, [EnumeratorCancellation] CancellationToken ct = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping, ct);
        var news = Channel.CreateBounded<PhoneKey>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropOldest });
        using var watch = chats.Watch(chat =>
        {
            if (PhoneKey.Of(chat) is var key && open.Contains(key))
            {
                news.Writer.TryWrite(key);
            }
        });
        await using var end = over.Token.Register(() => news.Writer.TryComplete());
        // Nothing is sent before the first word, not even that the stream is open.
        yield return new SseItem<string>("", "ready");
        while (await news.Reader.WaitToReadAsync(CancellationToken.None))
        {
            HashSet<PhoneKey> changed = [];
            while (news.Reader.TryRead(out var key))
            {
                changed.Add(key);
            }

            foreach (var key in changed)
            {
                yield return new SseItem<string>(key.ToString(), "chat");
            }
        }
    }
}
