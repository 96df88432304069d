using System.Globalization;
using ChatCommerce.Sandbox.Faults;

namespace ChatCommerce.Sandbox.Stripe.Api;

/// <summary>Carries a call out, or lets it go wrong the way the fault says.</summary>
internal sealed class FaultyExecution(TimeProvider clock)
{
    private static readonly Answer Broken = new(
        StatusCodes.Status500InternalServerError,
        new StripeError(StatusCodes.Status500InternalServerError, "An unknown error occurred") { Type = "api_error" }.ToJson(),
        Executed: false);

    /// <returns>The answer to write, or null when there is none because the connection was cut.</returns>
    /// <param name="http">The request.</param>
    /// <param name="call">The call.</param>
    /// <param name="act">What it does.</param>
    /// <param name="fault">The fault in play.</param>
    /// <param name="remember">Told what to keep for the idempotency key.</param>
    public async Task<Answer?> Run(
        HttpContext http, StripeCall call, Func<StripeCall, Answer> act, Fault? fault, Action<Answer>? remember = null)
    {
        switch (fault?.Kind)
        {
            case FaultKind.TooMany:
                return TooMany(http, fault);
            case FaultKind.TokenRevoked:
                return Answer.Invalid(new StripeError(StatusCodes.Status401Unauthorized, "Expired API Key provided") { Code = "api_key_expired" });
            case FaultKind.Hang:
                await Hanging.UntilGone(http);
                return null;
            case FaultKind.Delay:
                await Task.Delay(fault.Wait, clock, http.RequestAborted);
                break;
            case FaultKind.ServerError when !fault.Executed:
                return Broken;
        }

        var answer = act(call);
        if (fault?.Kind is FaultKind.ServerError)
        {
            answer = Broken with { Executed = true };
        }

        remember?.Invoke(answer);
        if (fault?.Kind is not (FaultKind.Reset or FaultKind.Drop))
        {
            return answer;
        }

        http.Abort();
        return null;
    }

    private static Answer TooMany(HttpContext http, Fault fault)
    {
        http.Response.Headers.RetryAfter = Math.Ceiling(fault.Seconds).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Stripe-Rate-Limited-Reason"] = "global-rate";
        return Answer.Invalid(new StripeError(StatusCodes.Status429TooManyRequests, "Request rate limit exceeded.") { Code = "rate_limit" });
    }
}
