using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatCommerce.Sandbox.Phones.Control;

internal static class PhoneJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Ok(object value) => Results.Json(value, Options);

    public static IResult Wrong(string error) => Results.Json(new { error }, Options, statusCode: StatusCodes.Status400BadRequest);

    /// <summary>The body as <typeparamref name="T"/>, or what is wrong with it.</summary>
    public static async Task<(T? Value, string? Wrong)> Read<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, ct) is { } value ? (value, null) : (null, "a body is missing");
        }
        catch (JsonException wrong)
        {
            return (null, wrong.Message);
        }
        catch (NotSupportedException wrong)
        {
            // An act without "do", or one that nobody knows.
            return (null, wrong.Message);
        }
    }
}
