using System.Net.Http.Headers;
using System.Text;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Twilio;

/// <summary>Whose account a call speaks for: by the account's id and token as a basic sign-in.</summary>
internal sealed class TwilioCaller(Lines lines)
{
    private static readonly string[] Kinds = [TwilioWhatsAppPhone.Name, SmsPhone.Name];

    /// <summary>The account's lines; none when the sign-in is wrong.</summary>
    /// <param name="request">With its Authorization header.</param>
    /// <param name="account">The account in the address, which must be the caller's; null where the address names none.</param>
    public IReadOnlyList<Line> LinesOf(HttpRequest request, string? account = null)
    {
        if (SignIn(request) is not ({ } sid, { } token) || (account is not null && account != sid))
        {
            return [];
        }

        return [.. lines.With("account_sid", sid, Kinds).Where(line => line.Holds("auth_token", token))];
    }

    public static async Task<TwilioForm> Form(HttpRequest request)
    {
        if (!request.HasFormContentType)
        {
            return new TwilioForm(new Dictionary<string, string>());
        }

        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        return new TwilioForm(form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal));
    }

    private static (string? Sid, string? Token) SignIn(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || header is not { Scheme: "Basic", Parameter: { } given })
        {
            return default;
        }

        var bytes = new byte[given.Length];
        return Convert.TryFromBase64String(given, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var sid, var token]
            ? (sid, token)
            : default;
    }
}

internal sealed record TwilioForm(IReadOnlyDictionary<string, string> Fields)
{
    public string this[string name] => Fields.GetValueOrDefault(name, "");

    public string Raw => string.Join('\n', Fields.Select(pair => $"{pair.Key}={pair.Value}"));
}
