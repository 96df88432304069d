using System.Collections.Concurrent;
using System.Security.Claims;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Tenants;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace ChatCommerce.BotHost.SignIn;

/// <summary>The cookie of a signed-in person. It says who they are; what they may do is read from their membership at each request.</summary>
internal sealed class StaffCookie(StaffSignIn signIn, TimeProvider clock) : CookieAuthenticationEvents
{
    public const string Scheme = "staff";
    public const string Policy = "staff";
    private const string Stamp = "stamp";
    private const int MostKept = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(60);
    private readonly ConcurrentDictionary<(StaffId Id, string Stamp), DateTimeOffset> held = new();

    public static ClaimsPrincipal Principal(SignedInStaff staff) => new(new ClaimsIdentity(
        [new(Scheme, staff.Id.ToString()), new(ClaimTypes.Name, staff.Name), new(Stamp, staff.SecurityStamp)], Scheme));

    public static StaffId? Id(ClaimsPrincipal user) => StaffId.TryParse(user.FindFirstValue(Scheme), null, out var id) ? id : null;

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var stamp = context.Principal?.FindFirstValue(Stamp);
        if (context.Principal is { } user && Id(user) is { } id && stamp is not null && await Holds(id, stamp, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(Scheme);
    }

    private async Task<bool> Holds(StaffId id, string stamp, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (held.TryGetValue((id, stamp), out var until) && until > now)
        {
            return true;
        }

        if (!await signIn.Holds(id, stamp, ct))
        {
            return false;
        }

        if (held.Count >= MostKept)
        {
            held.Clear();
        }

        held[(id, stamp)] = now + KeptFor;
        return true;
    }
}
