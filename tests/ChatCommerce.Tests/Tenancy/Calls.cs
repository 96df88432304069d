using ChatCommerce.BotHost.StaffPages;
using ChatCommerce.Tests.World.Programs;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>
/// For each route of the running program, the calls of a stranger: each of its parameters in turn names something of the other shop. A route
/// whose parameters or body nobody has taught this class stops the tests.
/// </summary>
internal sealed class Calls(TwoShops shops)
{
    /// <summary>Addresses that are themselves the right to see what they show, or show what is everybody's.</summary>
    public static readonly Dictionary<string, string> Open = new(StringComparer.Ordinal)
    {
        ["/t/{token}"] = "whoever holds an order's link sees it; it is 128 random bits",
        ["/c/{payToken}"] = "whoever holds a pay link may pay; it is 128 random bits",
        ["/{slug}/pictures/{name}.svg"] = "drawings of the demo shops, public files",
        ["/{slug}/pictures/{name}.png"] = "the same, painted",
        ["/{slug}/qr/{reference}.svg"] = "draws the address that the caller names and looks nothing up",
        ["/openapi/{documentName}.json"] = "describes the API, no shop in it",
    };

    public static List<RouteEndpoint> Routes(IServiceProvider services) => [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IEnumerable<Call> All() => Routes(shops.Host.Services).Where(r => !Open.ContainsKey(Pattern(r))).SelectMany(Of);

    public static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    public static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } named }
        ? [.. named.Where(m => m is not "HEAD" and not "OPTIONS")] : ["GET", "POST"];

    /// <summary>The route's path with a value for each of its parameters.</summary>
    public static string PathOf(RouteEndpoint route, Func<string, string> value) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => value(parameter.Name),
        _ => throw new NotSupportedException(route.RoutePattern.RawText),
    }))));

    private IEnumerable<Call> Of(RouteEndpoint route)
    {
        var pattern = Pattern(route);
        var names = route.RoutePattern.Parameters.Select(p => p.Name).ToList();
        var isOurs = route.Metadata.GetMetadata<IAuthorizeData>() is not null;

        // A shop's own pages are for everybody; only what is behind a sign-in is closed to the people of another shop.
        var foreign = names.Where(n => n is not ("channel" or "kind") && (n != "slug" || isOurs)).ToList();
        foreach (var method in Methods(route))
        {
            if (foreign.Count == 0)
            {
                yield return At(route, method, pattern, null);
            }

            foreach (var theirs in foreign)
            {
                yield return At(route, method, pattern, theirs);
            }
        }
    }

    private Call At(RouteEndpoint route, string method, string pattern, string? theirs)
    {
        var path = PathOf(route, parameter => Uri.EscapeDataString(Value(pattern, parameter, parameter == theirs ? shops.Theirs : shops.Mine)));
        var isPage = route.Metadata.GetMetadata<StaffPage>() is not null;
        return new(new HttpMethod(method), path + Query(method), pattern, theirs is not null)
        {
            Body = method is "GET" or "DELETE" || isPage ? null : Body($"{method} {pattern}"),
        };
    }

    public static string Value(string pattern, string parameter, FilledShop shop) => parameter switch
    {
        "slug" => shop.Slug,
        "contact" => $"{shop.Contact}",
        "sku" => shop.Sku,
        "handle" => shop.Handle,
        "conversation" => shop.Thread,
        "accountToken" => pattern.Contains("{channel}", StringComparison.Ordinal) ? shop.ChannelToken : shop.WebhookToken,
        "channel" or "kind" => "telegram",
        "token" or "payToken" => "a-token-that-nobody-has",
        "documentName" => "v1",
        "reference" => "p:" + shop.Handle,
        "rest" or "path" => "nothing/" + shop.Mark,
        "name" => pattern.Contains("/blog/", StringComparison.Ordinal) ? shop.Post : shop.Document,
        "number" => shop.OpenOrderNumber,
        "variant" => $"{shop.Variant}",
        "upload" => $"{shop.Upload}",
        "message" => $"{shop.Message}",
        "id" => $"{ById(pattern, shop)}",
        _ => throw new NotSupportedException($"What is {{{parameter}}} in {pattern}? Teach Calls, so that the route is tried with another shop's."),
    };

    private static Guid ById(string pattern, FilledShop shop) => pattern.Split('/').TakeWhile(s => s != "{id}").Last() switch
    {
        "products" => shop.Product,
        "channels" => shop.ChannelAccount,
        "contacts" => shop.Contact,
        "orders" => shop.OpenOrder,
        "conversations" or "inbox" => shop.Conversation,
        "accounts" => shop.PaymentAccount,
        "payments" or "payment-exceptions" or "exceptions" => shop.PaymentException,
        _ => throw new NotSupportedException($"What is {{id}} in {pattern}? Teach Calls, so that the route is tried with another shop's."),
    };

    // Every filter and page mark that any list takes, with the other shop's ids in it.
    private string Query(string method) => method is not ("GET" or "DELETE") ? ""
        : $"?contact={shops.Theirs.Contact}&after={shops.Theirs.Product}&before={shops.Theirs.OpenOrder}&order={shops.Theirs.OpenOrder}"
            + $"&beforeAt=2100-01-01T00:00:00Z&beforeId={shops.Theirs.Conversation}&open={shops.Theirs.Conversation}&ref=p:{shops.Theirs.Handle}&q=vase&text=vase&version=1&tenant={shops.Theirs.Tenant}";

    private object? Body(string route) => route switch
    {
        "POST /{slug}/chat/token" => new { token = shops.Theirs.ThreadToken },
        "POST /v3/directline/conversations/{conversation}/activities" => new { type = "message", text = "hello" },
        "POST /v3/directline/tokens/generate" or "POST /v3/directline/conversations" => new { user = new { id = $"{shops.Theirs.Contact}" } },
        "POST /webhooks/{channel}/{accountToken}" => new { update_id = 1 },
        "POST /webhooks/kakaotalk/{accountToken}" => new { userRequest = new { utterance = "hello", user = new { id = "x" } } },
        "POST /webhooks/stripe/{accountToken}" => new { id = "evt_1", type = "checkout.session.completed" },
        "POST /v3/directline/tokens/refresh" or "POST /v3/directline/conversations/{conversation}/upload" => null,
        _ when route.Contains(" /api/v1/", StringComparison.Ordinal) => ApiExamples.Body(route, shops.Theirs.Contact, shops.Theirs.Variant),
        _ when route.Contains("{**", StringComparison.Ordinal) || route.Contains("{*", StringComparison.Ordinal) => null,
        _ => throw new NotSupportedException($"What does {route} take? Teach Calls a body that it would accept, so that it comes to look for the ids."),
    };
}
