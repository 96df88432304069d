using System.Text.Json.Nodes;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>An error as Stripe's API writes it.</summary>
internal sealed record StripeError(int Status, string Message)
{
    public string Type { get; init; } = "invalid_request_error";

    public string? Code { get; init; }

    public string? Param { get; init; }

    public string? Charge { get; init; }

    public static StripeError Bad(string message, string? code = null, string? param = null) =>
        new(StatusCodes.Status400BadRequest, message) { Code = code, Param = param };

    public static StripeError Missing(string param) =>
        Bad($"Missing required param: {param}.", "parameter_missing", param);

    public static StripeError Unknown(string param) =>
        Bad($"Received unknown parameter: {param}", "parameter_unknown", param);

    public static StripeError NoSuch(string kind, string id, string param) =>
        Bad($"No such {kind}: '{id}'", "resource_missing", param);

    /// <summary>The thing named in the address does not exist.</summary>
    public static StripeError NotFound(string kind, string id, string param) =>
        NoSuch(kind, id, param) with { Status = StatusCodes.Status404NotFound };

    public string ToJson()
    {
        var error = new JsonObject();
        if (Charge is not null)
        {
            error["charge"] = Charge;
        }

        if (Code is not null)
        {
            error["code"] = Code;
            error["doc_url"] = "https://stripe.com/docs/error-codes/" + Code.Replace('_', '-');
        }

        error["message"] = Message;
        if (Param is not null)
        {
            error["param"] = Param;
        }

        error["type"] = Type;
        return JsonShapes.Text(new JsonObject { ["error"] = error });
    }
}
