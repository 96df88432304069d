using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatCommerce.Tests.BotHost.StaffPages;

/// <summary>A person's browser without script: keeps cookies, and sends forms with what the page it last saw had in them.</summary>
/// <param name="cookies">Shared with another browser that is the same person's.</param>
public sealed partial class StaffBrowser(Uri address, CookieContainer? cookies = null) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() }) { BaseAddress = address };

    /// <summary>The page that was seen last, as it came.</summary>
    public string Page { get; private set; } = "";

    public async Task<StaffAnswer> Get(string path) => await Send(new HttpRequestMessage(HttpMethod.Get, path));

    /// <summary>An answer that goes on, read as it comes.</summary>
    public Task<Stream> Open(string path, CancellationToken ct) => http.GetStreamAsync(path, ct);

    /// <summary>Opens a page and sends the form on it that leads there, with these of its fields changed.</summary>
    public async Task<StaffAnswer> Fill(string page, string action, Dictionary<string, string> changes)
    {
        await Get(page);
        return await Submit(action, changes);
    }

    /// <summary>Sends the form of the page seen last.</summary>
    public Task<StaffAnswer> Submit(string action, Dictionary<string, string> changes)
    {
        var fields = FieldsOf(action);
        foreach (var (name, value) in changes)
        {
            fields[name] = value;
        }

        return Send(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>Sends these fields and the token of the page seen last.</summary>
    public Task<StaffAnswer> Post(string path, Dictionary<string, string> fields) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["__RequestVerificationToken"] = Token }) });

    public Task<StaffAnswer> PostWithoutToken(string path, Dictionary<string, string> fields) =>
        Send(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) });

    public Task<StaffAnswer> Upload(string path, string name, byte[] file, bool setStock = false)
    {
        var form = new MultipartFormDataContent { { new StringContent(Token), "__RequestVerificationToken" }, { new ByteArrayContent(file), "file", name } };
        if (setStock)
        {
            form.Add(new StringContent("true"), "setStock");
        }

        return Send(new(HttpMethod.Post, path) { Content = form });
    }

    /// <summary>Any body, with the token as a header, which is where scripts would put it.</summary>
    public Task<StaffAnswer> PostRaw(string path, string type, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
        request.Headers.Add("RequestVerificationToken", Token);
        return Send(request);
    }

    public Task<StaffAnswer> Upload(string path, string name, string text) => Upload(path, name, Encoding.UTF8.GetBytes(text));

    /// <summary>The fields of the form that leads there, as the browser would send them unchanged.</summary>
    public Dictionary<string, string> FieldsOf(string action)
    {
        var form = Forms().Matches(Page).Select(m => m.Value).First(f => f.Contains($"action=\"{action}\"", StringComparison.Ordinal));
        Dictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (Match tag in Fields().Matches(form))
        {
            var text = tag.Value;
            if (Attribute(text, "name") is { } name && (Attribute(text, "type") is not ("checkbox" or "radio") || text.Contains(" checked", StringComparison.Ordinal)))
            {
                fields[name] = tag.Groups["kind"].Value switch
                {
                    "textarea" => WebUtility.HtmlDecode(tag.Groups["text"].Value),
                    "select" => WebUtility.HtmlDecode(Chosen().Match(text).Groups["value"].Value),
                    _ => Attribute(text, "value") ?? "",
                };
            }
        }

        return fields;
    }

    public void Dispose() => http.Dispose();

    private string Token => Attribute(Hidden().Match(Page).Value, "value") ?? "";

    private async Task<StaffAnswer> Send(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            Page = text.Length > 0 ? text : Page;
            return new((int)response.StatusCode, text, response.Headers.Location?.ToString(), response.Content.Headers.ContentType?.MediaType);
        }
    }

    private static string? Attribute(string tag, string name) =>
        Regex.Match(tag, $"""\s{name}="(?<value>[^"]*)" """.TrimEnd(), RegexOptions.None, TimeSpan.FromSeconds(1)) is { Success: true } found
            ? WebUtility.HtmlDecode(found.Groups["value"].Value)
            : null;

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex("<(?<kind>input|textarea|select)\\b[^>]*>(?:(?<=<textarea[^>]*>)(?<text>.*?)</textarea>|(?<=<select[^>]*>).*?</select>)?", RegexOptions.Singleline, 1000)]
    private static partial Regex Fields();

    [GeneratedRegex("<option value=\"(?<value>[^\"]*)\" selected", RegexOptions.None, 1000)]
    private static partial Regex Chosen();

    [GeneratedRegex("<input[^>]*name=\"__RequestVerificationToken\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Hidden();
}

/// <param name="Text">As it came.</param>
public sealed record StaffAnswer(int Status, string Text, string? Location, string? Type)
{
    /// <summary>Without entities, as a person reads it.</summary>
    public string Read => WebUtility.HtmlDecode(Text);
}
