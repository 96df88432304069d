using System.Text.Json;
using System.Text.RegularExpressions;
using ChatCommerce.Platform;
using ChatCommerce.Platform.Text;
using Npgsql;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>Says what was wrong with a request that could not be read, and names the field.</summary>
internal static partial class UnreadableRequest
{
    // A text with NUL in it: PostgreSQL can't hold one, whatever it came in.
    private const string NotStorable = "22021";
    private const string NotStorableInJson = "22P05";
    private const string Body = "body";

    /// <summary>Null: it is no fault of the request's.</summary>
    public static Refusal? Explain(Exception? error) => error switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new("body-too-large", "The body is larger than this address takes.", Body),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } =>
            new("content-type-not-supported", "Send the body as application/json.", "Content-Type"),
        BadHttpRequestException { InnerException: JsonException json } => Explain(json),
        BadHttpRequestException bad when Parameter().Match(bad.Message) is { Success: true } match => Explain(match.Groups["name"].Value, bad.Message),
        BadHttpRequestException => new("request-not-readable", "The request could not be read.", Body),
        PostgresException { SqlState: NotStorable or NotStorableInJson } => new("text-not-valid", "A text in the request holds a character that cannot be stored, such as NUL.", "text"),
        _ => null,
    };

    /// <summary>Gives a problem that came from the server itself the code that every problem has.</summary>
    public static void Name(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var (code, field) = problem.Status switch
        {
            StatusCodes.Status400BadRequest => ("request-not-readable", Body),
            StatusCodes.Status404NotFound => ("route-not-found", null),
            StatusCodes.Status405MethodNotAllowed => ("method-not-allowed", null),
            StatusCodes.Status413PayloadTooLarge => ("body-too-large", Body),
            StatusCodes.Status415UnsupportedMediaType => ("content-type-not-supported", "Content-Type"),
            _ => (null as string, null as string),
        };
        if (code is null || !problem.Extensions.TryAdd("code", code))
        {
            return;
        }

        if (field is not null)
        {
            problem.Extensions.TryAdd("field", field);
        }
    }

    private static Refusal Explain(JsonException json)
    {
        if (Missing().Match(json.Message) is { Success: true } missing)
        {
            var field = Path(json) is Body ? missing.Groups["name"].Value : $"{Path(json)}.{missing.Groups["name"].Value}";
            return new("field-missing", $"Expected '{field}' in the body.", field);
        }

        return json.Path is null or "$"
            ? new("body-not-valid", $"The body is not the JSON expected, in line {(json.LineNumber ?? 0) + 1}.", Body)
            : new("field-not-valid", $"'{Path(json)}' in the body is not what is expected there.", Path(json));
    }

    // A body that is needed and not there is told as a parameter, by the name it has in the code.
    private static Refusal Explain(string name, string message) => message.Contains("body", StringComparison.OrdinalIgnoreCase)
        ? new("body-missing", "Expected a body of application/json.", Body)
        : new("parameter-not-valid", $"'{name}' is missing or not what is expected.", name);

    private static string Path(JsonException json) => json.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path ? CustomerText.Cut(path, 100) : Body;

    [GeneratedRegex("parameter \"(?<type>\\S+ )?(?<name>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Parameter();

    [GeneratedRegex("missing required properties including: '(?<name>[^']+)'", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 100)]
    private static partial Regex Missing();
}
