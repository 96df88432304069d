using System.Globalization;
using ChatCommerce.Sandbox.Faults;
using ChatCommerce.Sandbox.Traffic;

namespace ChatCommerce.Sandbox.Phones;

/// <summary>Carries a shop's call to a provider's API out, or lets it go wrong the way the fault in play says. Every provider's route goes through it.</summary>
internal sealed class ApiFaults(FaultList faults, TimeProvider clock)
{
    /// <param name="http">The request.</param>
    /// <param name="call">Which line's call it is, and how this provider words its troubles.</param>
    /// <param name="act">What the call does.</param>
    public Task<IResult> Run(HttpContext http, ApiCall call, Func<IResult> act) => Run(http, call, () => Task.FromResult(act()));

    public async Task<IResult> Run(HttpContext http, ApiCall call, Func<Task<IResult>> act)
    {
        http.Features.Set(new PlaysApiOf(call.Line.Kind) { Account = call.Line.ExternalId, Secret = call.Secret });
        var fault = faults.TakeForCall(call.Line.Kind, call.Line.ExternalId, call.What) ?? Revoked(call);
        switch (fault?.Kind)
        {
            case FaultKind.TooMany:
                var seconds = (int)Math.Ceiling(fault.Seconds);
                http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
                return call.Troubles.TooMany(seconds);
            case FaultKind.TokenRevoked:
                return call.Troubles.TokenRevoked();
            case FaultKind.ServerError when !fault.Executed:
                return call.Troubles.Broken();
            case FaultKind.Hang:
                await Hanging.UntilGone(http);
                return Results.Empty;
            case FaultKind.Delay:
                await Task.Delay(fault.Wait, clock, http.RequestAborted);
                break;
        }

        var answer = await act();
        if (fault?.Kind is FaultKind.ServerError)
        {
            return call.Troubles.Broken();
        }

        if (fault?.Kind is not (FaultKind.Reset or FaultKind.Drop))
        {
            return answer;
        }

        http.Abort();
        return Results.Empty;
    }

    // A token that is revoked is so for every line it speaks for, whichever of them the fault was put on.
    private Fault? Revoked(ApiCall call) => call.SameToken
        .Select(line => faults.TakeForCall(line.Kind, line.ExternalId, call.What, FaultKind.TokenRevoked)).FirstOrDefault(fault => fault is not null);
}

/// <summary>A call from a shop.</summary>
/// <param name="Line">Found by the token it showed.</param>
/// <param name="What">For faults to match: <c>POST sendMessage</c>.</param>
/// <param name="Troubles">In this provider's words.</param>
internal sealed record ApiCall(Line Line, string What, ApiTroubles Troubles)
{
    /// <summary>All the lines that the token it showed speaks for, where one speaks for several.</summary>
    public IReadOnlyList<Line> SameToken { get; init; } = [];

    /// <summary>Hidden in the traffic log where it stands in the address.</summary>
    public string? Secret { get; init; }
}

/// <summary>How a provider's API answers when it is troubled: status, body and all. <c>Retry-After</c> is set already.</summary>
internal sealed record ApiTroubles(Func<int, IResult> TooMany, Func<IResult> Broken, Func<IResult> TokenRevoked);
