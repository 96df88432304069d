using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Stripe.Control;
using ChatCommerce.Sandbox.Stripe.Objects;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>The way of every API call: who calls, with what, which fault is in play, was it made before, and then the act.</summary>
internal sealed class StripeApi(Books books, IdempotencyKeys keys, FaultList faults, FaultyExecution execution, RunFileAccounts demo)
{
    public async Task Handle(HttpContext http, Func<StripeCall, Answer> act)
    {
        var requestId = Ids.New("req_", 14);
        http.Response.Headers["Request-Id"] = requestId;
        http.Response.Headers["Stripe-Version"] = Header(http, "Stripe-Version") ?? StripeEvent.ApiVersion;

        demo.Refresh();
        var (account, stranger) = Caller.Identify(http.Request, books);
        if (account is null)
        {
            await Write(http, Answer.Invalid(stranger!));
            return;
        }

        var (parameters, unreadable) = await ReadParameters.From(http.Request, http.RequestAborted);
        if (unreadable is not null)
        {
            await Write(http, Answer.Invalid(unreadable));
            return;
        }

        var call = new StripeCall(account, parameters, requestId)
        {
            IdempotencyKey = HttpMethods.IsGet(http.Request.Method) ? null : Header(http, "Idempotency-Key"),
            Host = new Uri($"{http.Request.Scheme}://{http.Request.Host}"),
        };
        var answer = call.IdempotencyKey is null
            ? await execution.Run(http, call, act, FaultFor(http, call))
            : await RunOnce(http, call, act);
        if (answer is not null)
        {
            await Write(http, answer);
        }
    }

    private Fault? FaultFor(HttpContext http, StripeCall call) =>
        faults.TakeForCall(StripeModule.Provider, call.Account.Id, $"{http.Request.Method} {http.Request.Path.Value?[StripeModule.Root.Length..]}");

    private async Task<Answer?> RunOnce(HttpContext http, StripeCall call, Func<StripeCall, Answer> act)
    {
        var key = call.IdempotencyKey!;
        http.Response.Headers["Idempotency-Key"] = key;
        if (key.Length > 255)
        {
            return Answer.Invalid(StripeError.Bad("Idempotency-Key can be at most 255 characters long.", "idempotency_key_too_long"));
        }

        var fingerprint = $"{http.Request.Method} {http.Request.Path}\n{call.Parameters.Fingerprint()}";
        var use = keys.Begin(call.Account.Id, key, fingerprint, call.RequestId);
        switch (use.State)
        {
            case KeyState.Mismatch:
                return Answer.Invalid(Reused(key));
            case KeyState.InUse:
                return Answer.Invalid(InUse(key));
            case KeyState.Answered:
                http.Response.Headers["Idempotent-Replayed"] = "true";
                http.Response.Headers["Original-Request"] = use.FirstRequestId;
                return use.First;
            case KeyState.Fresh:
            default:
                break;
        }

        var remembered = false;
        try
        {
            // Taken under the key, and never by a call that only repeats an answer.
            return await execution.Run(http, call, act, FaultFor(http, call), answer =>
            {
                // Before the connection may be cut: who asks again at once finds the answer.
                keys.Finish(call.Account.Id, key, answer);
                remembered = true;
            });
        }
        finally
        {
            if (!remembered)
            {
                keys.Finish(call.Account.Id, key, null);
            }
        }
    }

    private static StripeError Reused(string key)
    {
        var message = $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.";
        return StripeError.Bad(message) with { Type = "idempotency_error" };
    }

    private static StripeError InUse(string key) => new(
        StatusCodes.Status409Conflict,
        $"Another request with this idempotency key is still in progress: {key}. Please try again later.")
    {
        Type = "idempotency_error",
        Code = "idempotency_key_in_use",
    };

    private static string? Header(HttpContext http, string name) =>
        http.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    private static async Task Write(HttpContext http, Answer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.Body, http.RequestAborted);
    }
}
