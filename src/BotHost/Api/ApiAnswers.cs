using ChatCommerce.Platform;

namespace ChatCommerce.BotHost.Api;

/// <summary>Turns results into HTTP: a value, or a problem with a stable <c>code</c> and the <c>field</c> that was wrong.</summary>
internal static class ApiAnswers
{
    public static IResult Of<T>(Result<T> result, Func<T, object?>? shape = null) =>
        result.Ok ? Results.Ok(shape is null ? result.Value : shape(result.Value)) : Refused(result.Refusal!);

    public static IResult Found<T>(T? value, string what)
        where T : class => value is null ? Refused(NotFound(what)) : Results.Ok(value);

    public static Refusal NotFound(string what) => new($"{what}-not-found", $"There is no such {what.Replace('-', ' ')}.");

    public static IResult Refused(Refusal refusal) => Problem(refusal.Code, refusal.Message, StatusOf(refusal.Code), refusal);

    public static IResult Problem(string code, string message, int status, Refusal? refusal = null)
    {
        Dictionary<string, object?> more = new(refusal?.Facts ?? new Dictionary<string, object?>(), StringComparer.Ordinal) { ["code"] = code };
        if (refusal?.Field is { } field)
        {
            more["field"] = field;
        }

        return Results.Problem(title: message, statusCode: status, type: "about:blank", extensions: more);
    }

    // Not there, in conflict with what is there, or not valid.
    private static int StatusOf(string code) => code switch
    {
        _ when code.EndsWith("-not-found", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        "not-enough-stock" or "version-conflict" or "sku-taken" or "handle-taken" or "already-taken" or "not-yours" or "reserved-by-orders"
            or "order-not-cancellable" or "not-sellable" or "cart-changed" or "refunds-changed" or "payment-exception-resolved" => StatusCodes.Status409Conflict,
        "payment-provider-away" => StatusCodes.Status503ServiceUnavailable,
        "file-too-large" => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
