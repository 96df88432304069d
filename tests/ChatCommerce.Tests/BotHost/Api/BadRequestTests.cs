using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using ChatCommerce.Tests.Tenancy;
using ChatCommerce.Tests.World.Programs;
using FluentAssertions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace ChatCommerce.Tests.BotHost.Api;

/// <summary>Everything that comes in wrong, on every route the program has: an error a person can act on, never a failure of ours.</summary>
[Collection(nameof(TwoShops))]
public sealed class BadRequestTests(TwoShops shops)
{
    private static readonly string[] WrongWords =
        ["abc", "-1", "1.5", "99999999999999999999", "%00", "%ED%A0%80", "%E2%80%AE", "", "%27%3B%20drop%20table%20product%3B--", "%EF%BC%91%EF%BC%92", "%25", new string('x', 5_000), "👟"];

    private static readonly string[] PageQuery =
        ["q", "page", "from", "to", "sort", "category", "ref", "text", "before", "beforeSeq", "watermark", "t", "open", "state", "return", "size", "paid"];

    private readonly List<string> wrong = [];

    public static TheoryData<string> Shapes => [.. BadBodies.Shapes.Keys];

    public static TheoryData<string> Values => [.. BadBodies.Values.Keys];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_body_of_the_wrong_shape_is_refused_with_what_is_wrong(string shape)
    {
        foreach (var (route, method, path) in Writes())
        {
            var answer = await Send(method, path, BadBodies.Shapes[shape]());
            Judge(answer, $"{method} {path} with {shape}");
            var mayBeEmpty = path.EndsWith("/import", StringComparison.Ordinal) || path.EndsWith("/contacts", StringComparison.Ordinal);
            if (Example(method, route) is not null && !mayBeEmpty && answer.Status is < 400 or 404 or 409)
            {
                wrong.Add($"{method} {path} with {shape} was taken: {answer.Status}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_that_is_none_is_refused_by_the_name_of_its_field(string value)
    {
        foreach (var (route, method, path) in Writes())
        {
            foreach (var (field, body) in Example(method, route) is { } example ? BadBodies.With(example, BadBodies.Values[value]) : [])
            {
                Judge(await Send(method, path, body), $"{method} {path} with {value} as {field}");
            }
        }

        wrong.Should().BeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("2147483648")]
    [InlineData("\"１２\"")]
    [InlineData("\"twelve dozen\"")]
    [InlineData("null")]
    [InlineData("1000")]
    public async Task A_quantity_that_is_no_whole_number_from_1_to_999_is_refused(string quantity)
    {
        using var body = new StringContent($$"""{"quantity":{{quantity}}}""", System.Text.Encoding.UTF8, "application/json");

        var answer = await Send("PUT", $"/api/v1/contacts/{shops.Mine.Contact}/cart/lines/{shops.Mine.Sku}", body);

        answer.Status.Should().BeOneOf(400, 422);
        JsonDocument.Parse(answer.Text).RootElement.GetProperty("field").GetString().Should().Be("quantity");
    }

    [Fact]
    public async Task An_id_or_name_in_the_path_that_is_none_is_refused_or_not_found()
    {
        foreach (var (route, method, _) in Calls.Routes(shops.Host.Services).SelectMany(r => Calls.Methods(r).Select(m => (r, m, ""))))
        {
            foreach (var parameter in route.RoutePattern.Parameters)
            {
                foreach (var word in WrongWords.Where(w => w.Length > 0))
                {
                    var path = PathOf(route, parameter.Name, word);
                    Judge(await Send(method, path, null), $"{method} {path[..Math.Min(path.Length, 200)]}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public async Task A_parameter_of_the_query_that_is_none_is_refused_by_its_name()
    {
        foreach (var route in Calls.Routes(shops.Host.Services).Where(r => Calls.Methods(r).Contains("GET")))
        {
            foreach (var word in WrongWords)
            {
                foreach (var query in Queries(route, word))
                {
                    var path = PathOf(route, null, "") + "?" + query;
                    Judge(await Send("GET", path, null), $"GET {path[..Math.Min(path.Length, 200)]}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    private IEnumerable<(RouteEndpoint Route, string Method, string Path)> Writes() => Calls.Routes(shops.Host.Services)
        .SelectMany(r => Calls.Methods(r).Where(m => m is "POST" or "PUT").Select(m => (r, m, PathOf(r, null, ""))));

    private object? Example(string method, RouteEndpoint route) => Calls.Pattern(route).StartsWith("/api/v1/", StringComparison.Ordinal)
        ? ApiExamples.Body($"{method} {Calls.Pattern(route)}", shops.Mine.Contact)
        : null;

    // What the program's own methods ask for by name, one at a time; pages read the query themselves, so they get all at once.
    private static IEnumerable<string> Queries(RouteEndpoint route, string word) => Calls.Pattern(route).StartsWith("/api/v1/", StringComparison.Ordinal)
        ? (route.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [])
            .SelectMany(p => p.IsDefined(typeof(AsParametersAttribute)) ? p.ParameterType.GetProperties().Select(x => x.Name) : [p.Name!])
            .Where(n => n is not ("call" or "ct" or "db" or "http")).Select(n => $"{n}={word}")
        : [string.Join('&', PageQuery.Select(n => $"{n}={(word.Length > 100 ? word[..400] : word)}"))];

    private string PathOf(RouteEndpoint route, string? parameter, string word) => Calls.PathOf(route, p => p == parameter ? word : Uri.EscapeDataString(Calls.Value(Calls.Pattern(route), p, shops.Mine)));

    private async Task<(int Status, string Text)> Send(string method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body };
        var token = path.StartsWith("/v3/", StringComparison.Ordinal) ? shops.Mine.Place.WebChatKey : shops.Mine.Place.Token("owner");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await shops.Host.Http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException) when (body?.Headers.ContentLength > 12 * 1024 * 1024)
        {
            // The program has answered and closed before all of it was sent; the client did not wait to read it.
            return (413, """{"code":"body-too-large","field":"body"}""");
        }
    }

    private void Judge((int Status, string Text) answer, string call)
    {
        if (answer.Status >= 500)
        {
            wrong.Add($"{call} fails: {answer.Status} {answer.Text}");
        }
        else if (answer.Status is 400 or 413 or 415 or 422 && call.Contains(" /api/v1/", StringComparison.Ordinal) && !IsServers(answer) && !Tells(answer))
        {
            wrong.Add($"{call} does not tell what is wrong: {answer.Status} {answer.Text}");
        }
    }

    // An address with NUL in it is refused by the web server before the program sees it.
    private static bool IsServers((int Status, string Text) answer) => answer is { Status: 400, Text: "" };

    // A refusal of the business may be about the state of things; everything else names its field.
    private static bool Tells((int Status, string Text) answer)
    {
        try
        {
            using var problem = JsonDocument.Parse(answer.Text);
            return problem.RootElement.TryGetProperty("code", out var code) && code.GetString()!.Length > 0
                && (answer.Status == 422 || (problem.RootElement.TryGetProperty("field", out var field) && field.GetString()!.Length > 0));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
