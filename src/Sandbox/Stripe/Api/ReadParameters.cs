using System.Net;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Takes parameters from the address or a form body.</summary>
internal static class ReadParameters
{
    public static async Task<(Parameters Found, StripeError? Wrong)> From(HttpRequest request, CancellationToken ct)
    {
        var pairs = Pairs((request.QueryString.Value ?? "").TrimStart('?'));
        if (HttpMethods.IsGet(request.Method))
        {
            return (new Parameters(pairs), null);
        }

        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(ct);
        var isForm = request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ?? false;
        if (body.Length > 0 && !isForm)
        {
            return (new Parameters([]), StripeError.Bad(
                "Invalid request (check that your POST content type is application/x-www-form-urlencoded)."));
        }

        return (new Parameters([.. pairs, .. Pairs(body)]), null);
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(string text)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? pair : pair[..equals];
            yield return KeyValuePair.Create(WebUtility.UrlDecode(name), equals < 0 ? "" : WebUtility.UrlDecode(pair[(equals + 1)..]));
        }
    }
}
