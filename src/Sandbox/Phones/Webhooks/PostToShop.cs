using System.Net.Http.Headers;
using System.Text;
using ChatCommerce.Sandbox.Traffic;
using ChatCommerce.Sandbox.Webhooks;

namespace ChatCommerce.Sandbox.Phones.Webhooks;

/// <summary>One try of one call over the wire, written down in the raw traffic.</summary>
internal sealed class PostToShop(WebhookClient client, RawTraffic traffic, TimeProvider clock)
{
    public async Task<(Attempt Attempt, WebhookReply Reply)> Try(Post post, TimeSpan patience, CancellationToken ct)
    {
        var (call, line) = (post.Call, post.Chat.Line);
        using var request = new HttpRequestMessage(new HttpMethod(call.Method), call.To ?? line.Webhook);
        request.Content = new ByteArrayContent(call.Body);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(call.ContentType);
        foreach (var (name, value) in Spoilt(call, post.Wish.Signature))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var (started, at) = (clock.GetTimestamp(), clock.GetUtcNow());
        var outcome = await client.Send(request, patience, ct);
        var took = clock.GetElapsedTime(started);
        traffic.Keep(new Exchange
        {
            At = at,
            Provider = line.Kind,
            Account = line.ExternalId,
            Direction = Direction.FromProvider,
            Method = call.Method,
            Url = request.RequestUri!.ToString(),
            RequestHeaders = HeaderText.Of(request.Headers),
            RequestBody = Encoding.UTF8.GetString(call.Body),
            Status = outcome.Status,
            ResponseBody = outcome.Error ?? outcome.Answer,
            Took = took,
        });
        return (new Attempt(at, outcome.Status, outcome.Error, took.TotalMilliseconds), new WebhookReply(call, outcome.Status, outcome.Answer));
    }

    private static IEnumerable<KeyValuePair<string, string>> Spoilt(ProviderCall call, SignatureKind signature)
    {
        foreach (var header in call.Headers)
        {
            var signs = header.Key.Equals(call.SignatureHeader, StringComparison.OrdinalIgnoreCase);
            if (!signs || signature is SignatureKind.Right)
            {
                yield return header;
            }
            else if (signature is not SignatureKind.Missing)
            {
                yield return KeyValuePair.Create(header.Key, Other(header.Value));
            }
        }
    }

    /// <summary>Of the same form, but for other bytes.</summary>
    private static string Other(string signature)
    {
        var at = Math.Max(0, signature.Length - 3);
        return signature.Length == 0 ? "x" : signature[..at] + (signature[at] == 'a' ? 'b' : 'a') + signature[(at + 1)..];
    }
}
