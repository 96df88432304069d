using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Phones;

namespace ChatCommerce.Sandbox.Meta.Api;

/// <summary>An error as the Graph API writes it.</summary>
internal sealed record MetaError(int Status, int Code, string Message)
{
    public int? Subcode { get; init; }

    public string? Details { get; init; }

    public static MetaError BadToken { get; } = new(StatusCodes.Status401Unauthorized, 190, "Invalid OAuth access token - Cannot parse access token");

    /// <summary>In WhatsApp's words.</summary>
    public static ApiTroubles Troubles { get; } = new(
        seconds => new MetaError(StatusCodes.Status429TooManyRequests, 130429, "(#130429) Rate limit hit") { Details = $"Try again in {seconds} s." }.Result,
        () => new MetaError(StatusCodes.Status500InternalServerError, 131000, "(#131000) Something went wrong").Result,
        () => BadToken.Result);

    public static ApiTroubles MessagingTroubles { get; } = new(
        _ => new MetaError(StatusCodes.Status400BadRequest, 613, "(#613) Calls to this api have exceeded the rate limit.").Result,
        () => new MetaError(StatusCodes.Status500InternalServerError, 1200, "(#1200) Temporary send message failure. Please try again later.").Result,
        () => BadToken.Result);

    public IResult Result => Results.Json(new JsonObject { ["error"] = Body() }, statusCode: Status);

    public static MetaError Parameter(string details) => new(StatusCodes.Status400BadRequest, 100, "(#100) Invalid parameter") { Details = details };

    public static MetaError Missing(string name) =>
        new(StatusCodes.Status400BadRequest, 131008, "(#131008) Required parameter is missing") { Details = $"{name} is required." };

    public static MetaError NoObject(string id) => new(StatusCodes.Status400BadRequest, 100,
        $"Unsupported request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation")
    { Subcode = 33 };

    private JsonObject Body()
    {
        var error = new JsonObject
        {
            ["message"] = Message, ["type"] = Code is 190 ? "OAuthException" : "GraphMethodException", ["code"] = Code, ["fbtrace_id"] = Ids.New("A", 22),
        };
        if (Subcode is { } subcode)
        {
            error["error_subcode"] = subcode;
        }

        if (Details is { } details)
        {
            error["error_data"] = new JsonObject { ["messaging_product"] = "whatsapp", ["details"] = details };
        }

        return error;
    }
}

/// <summary>A request that is not what the API takes.</summary>
internal sealed class Refused(MetaError error) : Exception(error.Message)
{
    public MetaError Error { get; } = error;
}
