using Microsoft.Extensions.Primitives;

namespace ChatCommerce.Sandbox.Traffic;

internal static class HeaderText
{
    public static string Of(IEnumerable<KeyValuePair<string, StringValues>> headers) =>
        string.Join('\n', headers.Select(header => $"{header.Key}: {Shown(header.Key, header.Value.ToString())}"));

    public static string Of(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) =>
        string.Join('\n', headers.Select(header => $"{header.Key}: {Shown(header.Key, string.Join(", ", header.Value))}"));

    private static string Shown(string name, string value) =>
        name.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
            ? value.Split(' ')[0] + " •••" + (value.Length > 4 ? value[^4..] : "")
            : value;
}
