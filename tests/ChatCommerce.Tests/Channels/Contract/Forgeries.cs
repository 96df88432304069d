extern alias Sandbox;

using System.Text;
using Sandbox::ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Tests.Channels.Contract;

/// <summary>Twenty-four ways to spoil a genuine call. Whoever signs the body loses it to any change; a mere secret header only to changes of itself.</summary>
internal static class Forgeries
{
    public static IEnumerable<(string Name, ProviderCall Call)> Of(ProviderCall genuine, ProviderCall strangers, bool signsBody)
    {
        var header = genuine.SignatureHeader!;
        var value = genuine.Headers[header];
        foreach (var (name, spoilt) in Values(value))
        {
            yield return ("header: " + name, With(genuine, header, spoilt));
        }

        yield return ("header: missing", genuine with { Headers = genuine.Headers.Where(h => h.Key != header).ToDictionary() });
        yield return ("header: under another name", genuine with { Headers = genuine.Headers.ToDictionary(h => h.Key == header ? "X-Signature" : h.Key, h => h.Value) });
        yield return ("header: of another shop's secret", With(genuine, header, strangers.Headers[header]));
        if (!signsBody)
        {
            yield break;
        }

        foreach (var (name, body) in Bodies(genuine.Body))
        {
            yield return ("body: " + name, genuine with { Body = body });
        }
    }

    /// <summary>For a mere secret in a header, which covers neither address nor method: the right secret at the wrong place.</summary>
    public static IEnumerable<(string Name, ProviderCall Call)> Elsewhere(ProviderCall genuine, Line line, Line strangers)
    {
        var (header, value, path) = (genuine.SignatureHeader!, genuine.Headers[genuine.SignatureHeader!], line.Webhook.AbsoluteUri);
        foreach (var method in (string[])["GET", "PUT", "PATCH", "DELETE"])
        {
            yield return ("method: " + method, genuine with { Method = method });
        }

        yield return ("path: cut by one", genuine with { To = new(path[..^1]) });
        yield return ("path: one letter more", genuine with { To = new(path + "0") });
        yield return ("path: without token", genuine with { To = new(path[..(path.LastIndexOf('/') + 1)]) });
        yield return ("path: of another shop", genuine with { To = strangers.Webhook });
        yield return ("path: of another messenger", genuine with { To = new(path.Replace("/" + line.Kind + "/", "/messenger/", StringComparison.Ordinal)) });
        var (own, other) = ($"\"{line.ExternalId}\"", $"\"{strangers.ExternalId}\"");
        if (Encoding.UTF8.GetString(genuine.Body) is var body && body.Contains(own, StringComparison.Ordinal))
        {
            yield return ("body: of another bot", genuine with { Body = Encoding.UTF8.GetBytes(body.Replace(own, other, StringComparison.Ordinal)) });
        }

        yield return ("header: twice", With(genuine, header, value + ", " + value));
        yield return ("header: a wrong one before", With(genuine, header, "wrong, " + value));
        yield return ("header: in the query instead", genuine with { Headers = new Dictionary<string, string>(), To = new($"{path}?{header}={value}") });
        yield return ("header: as a cookie instead", genuine with { Headers = new Dictionary<string, string> { ["Cookie"] = $"{header}={value}" } });
        yield return ("header: a wrong bearer instead", genuine with { Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer " + value[..^1] } });
    }

    public static IEnumerable<(string Name, string Value)> Values(string value) =>
    [
        ("empty", " "), ("cut by one", value[..^1]), ("cut in half", value[..(value.Length / 2)]), ("one more letter", value + "0"), ("twice", value + value),
        ("two values", value + "," + value), ("first letter another", Other(value[0]) + value[1..]), ("last letter another", value[..^1] + Other(value[^1])),
        ("reversed", string.Concat(value.Reverse())), ("all zeros", new string('0', value.Length)), ("another case", Turned(value)),
        ("the word null", "null"), ("very long", new string('a', 4_000)),
    ];

    private static IEnumerable<(string, byte[])> Bodies(byte[] body) =>
    [
        ("a space behind", [.. body, (byte)' ']), ("a space before", [(byte)' ', .. body]), ("a byte less", body[..^1]), ("empty", []),
        ("one letter another", Flipped(body)), ("another text", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("genuine", "altered", StringComparison.Ordinal))),
        ("twice", [.. body, .. body]), ("a byte order mark before", [0xEF, 0xBB, 0xBF, .. body]),
    ];

    private static ProviderCall With(ProviderCall call, string header, string value) =>
        call with { Headers = call.Headers.ToDictionary(h => h.Key, h => h.Key == header ? value : h.Value) };

    private static char Other(char letter) => letter is 'a' ? 'b' : 'a';

    private static string Turned(string value)
    {
        var turned = string.Concat(value.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
        return turned == value ? value + "A" : turned;
    }

    private static byte[] Flipped(byte[] body)
    {
        var flipped = body.ToArray();
        var at = Encoding.UTF8.GetString(body).IndexOf("genuine", StringComparison.Ordinal);
        flipped[at] = (byte)'G';
        return flipped;
    }
}
