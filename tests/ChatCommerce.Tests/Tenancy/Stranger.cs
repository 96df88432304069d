using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Tests.Tenancy;

/// <summary>One call that names things of the other shop.</summary>
/// <param name="Names">Whether the call asks for something that is only there in the other shop, so that it must not be found.</param>
public sealed record Call(HttpMethod Method, string Path, string Route, bool Names)
{
    public object? Body { get; init; }

    public override string ToString() => $"{Method} {Path} ({Route})";
}

/// <summary>Somebody with every right in one shop, who asks for what is another shop's.</summary>
public sealed partial class Stranger(TwoShops shops) : IAsyncDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = shops.Host.Address };

    public async Task<(int Status, string Text)> Send(Call call)
    {
        using var request = new HttpRequestMessage(call.Method, call.Path);
        request.Content = call.Body switch { null => null, string text => new StringContent(text, Encoding.UTF8, "application/json"), var body => JsonContent.Create(body) };
        if (Bearer(call.Route) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var headers = string.Join('\n', response.Headers.SelectMany(h => h.Value));
        return ((int)response.StatusCode, headers + "\n" + await Body(response));
    }

    /// <summary>Signs in on the staff's page as the owner of the one shop; the cookie stays.</summary>
    public async Task SignIn()
    {
        var owner = shops.Mine.Place.SignIn("owner");
        var page = await http.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = owner.Email,
            ["password"] = owner.Password,
            ["return"] = "/inbox",
            ["__RequestVerificationToken"] = FormToken().Match(page).Groups["token"].Value,
        });
        using var entered = await http.PostAsync("/sign-in", form);
        if (entered.StatusCode != HttpStatusCode.SeeOther)
        {
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Signing in answered {(int)entered.StatusCode}."));
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private string? Bearer(string route) => route switch
    {
        _ when route.StartsWith("/api/", StringComparison.Ordinal) => shops.Mine.Place.Token("owner"),
        _ when route.StartsWith("/v3/", StringComparison.Ordinal) => shops.Mine.Place.WebChatKey,
        _ => null,
    };

    // A stream of events never ends: what comes at once is enough.
    private static async Task<string> Body(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType is not "text/event-stream")
        {
            return await response.Content.ReadAsStringAsync();
        }

        var buffer = new byte[64 * 1024];
        using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(500));
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(moment.Token);
            return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, moment.Token));
        }
        catch (OperationCanceledException)
        {
            return "";
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex FormToken();
}
