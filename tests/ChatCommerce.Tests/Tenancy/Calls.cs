using ChatCommerce.BotHost.StaffPages;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
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
        ["/{slug}/qr/{reference}.svg"] = "draws the address that the caller names and looks nothing up",
        ["/openapi/{documentName}.json"] = "describes the API, no shop in it",
    };

    public static List<RouteEndpoint> Routes(IServiceProvider services) => [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    public IEnumerable<Call> All() => Routes(shops.Host.Services).Where(r => !Open.ContainsKey(Pattern(r))).SelectMany(Of);

    public static string Pattern(RouteEndpoint route) => "/" + route.RoutePattern.RawText!.Trim('/');

    public static IReadOnlyList<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } named }
        ? [.. named.Where(m => m is not "HEAD" and not "OPTIONS")] : ["GET", "POST"];

    private IEnumerable<Call> Of(RouteEndpoint route)
    {
        var pattern = Pattern(route);
        var names = route.RoutePattern.Parameters.Select(p => p.Name).ToList();
        var isOurs = route.Metadata.GetMetadata<IAuthorizeData>() is not null;

        // A shop's own pages are for everybody; only what is behind a sign-in is closed to the people of another shop.
        var foreign = names.Where(n => n != "channel" && (n != "slug" || isOurs)).ToList();
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
        var path = "/" + string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart separator => separator.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => Uri.EscapeDataString(Value(pattern, parameter.Name, parameter.Name == theirs ? shops.Theirs : shops.Mine)),
            _ => throw new NotSupportedException(pattern),
        }))));
        var isPage = route.Metadata.GetMetadata<StaffPage>() is not null;
        return new(new HttpMethod(method), path + Query(method), pattern, theirs is not null)
        {
            Body = method is "GET" or "DELETE" || isPage ? null : Body($"{method} {pattern}"),
        };
    }

    private static string Value(string pattern, string parameter, FilledShop shop) => parameter switch
    {
        "slug" => shop.Slug,
        "contact" => $"{shop.Contact}",
        "sku" => shop.Sku,
        "handle" => shop.Handle,
        "number" => shop.OpenOrderNumber,
        "conversation" => shop.Thread,
        "accountToken" => pattern.Contains("{channel}", StringComparison.Ordinal) ? shop.ChannelToken : shop.WebhookToken,
        "channel" => "telegram",
        "reference" => "p:" + shop.Handle,
        "rest" or "path" => "nothing/" + shop.Mark,
        "name" => pattern.Contains("/blog/", StringComparison.Ordinal) ? shop.Post : shop.Document,
        "variant" => $"{shop.Variant}",
        "upload" => $"{shop.Upload}",
        "id" => $"{ById(pattern, shop)}",
        _ => throw new NotSupportedException($"What is {{{parameter}}} in {pattern}? Teach Calls, so that the route is tried with another shop's."),
    };

    private static Guid ById(string pattern, FilledShop shop) => pattern.Split('/').TakeWhile(s => s != "{id}").Last() switch
    {
        "products" => shop.Product,
        "contacts" => shop.Contact,
        "orders" => shop.OpenOrder,
        "conversations" or "inbox" => shop.Conversation,
        "payments" or "payment-exceptions" or "exceptions" => shop.PaymentException,
        _ => throw new NotSupportedException($"What is {{id}} in {pattern}? Teach Calls, so that the route is tried with another shop's."),
    };

    // Every filter and page mark that any list takes, with the other shop's ids in it.
    private string Query(string method) => method is not ("GET" or "DELETE") ? ""
        : $"?contact={shops.Theirs.Contact}&after={shops.Theirs.Product}&before={shops.Theirs.OpenOrder}&order={shops.Theirs.OpenOrder}"
            + $"&beforeAt=2100-01-01T00:00:00Z&beforeId={shops.Theirs.Conversation}&open={shops.Theirs.Conversation}&ref=p:{shops.Theirs.Handle}&q=vase&text=vase&version=1&tenant={shops.Theirs.Tenant}";

    private object? Body(string route) => route switch
    {
        "POST /api/v1/products" => Draft("hijacked"),
        "PUT /api/v1/products/{id}" => new { version = 1, draft = Draft("hijacked") },
        "PUT /api/v1/contacts/{contact}/cart/lines/{sku}" => new { quantity = 1 },
        "POST /api/v1/contacts" => new { displayName = "Somebody", language = "en" },
        "POST /api/v1/orders" => new { contactId = shops.Theirs.Contact },
        "POST /api/v1/orders/{id}/refunds" => new { amountMinor = 1, reason = "mine" },
        "POST /api/v1/payment-exceptions/{id}/resolve" => new { note = "mine" },
        "POST /api/v1/orders/{id}/shipments" => new { carrier = "Post", trackingNumber = "1" },
        "POST /api/v1/conversations/{id}/messages" => new { text = "hello" },
        "PUT /api/v1/stock/{sku}" => new { onHand = 3 },
        "POST /api/v1/stock/{sku}/adjust" => new { delta = -1 },
        "POST /chat/token" or "POST /{slug}/chat/token" => new { token = shops.Theirs.ThreadToken },
        "POST /v3/directline/conversations/{conversation}/activities" => new { type = "message", text = "hello" },
        "POST /v3/directline/tokens/generate" or "POST /v3/directline/conversations" => new { user = new { id = $"{shops.Theirs.Contact}" } },
        "POST /api/v1/products/import" => new[] { Draft("hijacked-import") },
        "POST /webhooks/{channel}/{accountToken}" => new { update_id = 1 },
        "POST /webhooks/stripe/{accountToken}" => new { id = "evt_1", type = "checkout.session.completed" },
        "POST /api/v1/orders/{id}/cancel" or "POST /api/v1/orders/{id}/complete" or "POST /api/v1/conversations/{id}/takeover" or "POST /api/v1/conversations/{id}/hand-back"
            or "POST /v3/directline/tokens/refresh" or "POST /v3/directline/conversations/{conversation}/upload" => null,
        _ when route.Contains("{**", StringComparison.Ordinal) || route.Contains("{*", StringComparison.Ordinal) => null,
        _ => throw new NotSupportedException($"What does {route} take? Teach Calls a body that it would accept, so that it comes to look for the ids."),
    };

    // A draft that claims the other shop's variant as its own.
    private object Draft(string handle) => new
    {
        handle,
        title = "Vase",
        brand = "",
        category = "Home",
        description = "",
        status = "active",
        attributes = new { },
        options = Array.Empty<string>(),
        images = Array.Empty<object>(),
        variants = new[] { new { sku = "HIJACKED", options = new { }, priceMinor = 1, onHand = 1, id = shops.Theirs.Variant } },
    };
}
