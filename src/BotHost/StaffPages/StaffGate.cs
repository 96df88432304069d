using System.Collections.Concurrent;
using ChatCommerce.BotHost.Pipeline.Control;
using ChatCommerce.BotHost.SignIn;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using Microsoft.AspNetCore.Antiforgery;

namespace ChatCommerce.BotHost.StaffPages;

/// <summary>Marks an endpoint as a page for staff.</summary>
/// <param name="Role">The least role that may use it; null: it is not a shop's page.</param>
internal sealed record StaffPage(Role? Role)
{
    public static readonly StaffPage Anyone = new((Role?)null);
}

/// <summary>Who asks, in which shop: the path's, once the person is known to work for it.</summary>
public sealed record StaffCall(Tenant Tenant, StaffMember Member)
{
    public Actor Actor => new(ActorKind.Staff, Member.Name);

    /// <summary>Null, and so a bad request, on an endpoint that is no staff page.</summary>
    public static ValueTask<StaffCall?> BindAsync(HttpContext http) => ValueTask.FromResult(http.Features.Get<StaffCall>());

    public bool May(Role role) => Member.Role <= role;
}

/// <summary>
/// Stands before every staff page: forms must be our own, the person must work for the path's shop (else it is not there for them) and
/// have the role. Memberships are kept for some seconds.
/// </summary>
internal sealed class StaffGate(Tenants tenants, StaffSignIn signIn, IAntiforgery antiforgery, TimeProvider clock)
{
    private const int MostKept = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<(TenantId Tenant, StaffId Staff), (StaffMember Member, DateTimeOffset Until)> kept = new();

    public async Task Run(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<StaffPage>() is not { } page)
        {
            await next(http);
            return;
        }

        http.Response.Headers.CacheControl = "no-store";
        if (await Refuse(http, page) is { } refused)
        {
            await refused.ExecuteAsync(http);
            return;
        }

        await next(http);
    }

    private async Task<IResult?> Refuse(HttpContext http, StaffPage page)
    {
        if (page.Role is { } role)
        {
            if (await Find(http) is not { } call)
            {
                return Results.NotFound();
            }

            http.Features.Set(call);
            if (!call.May(role))
            {
                return StaffAnswers.Page<NotAllowed>(new() { ["Call"] = call }, StatusCodes.Status403Forbidden);
            }
        }

        return HttpMethods.IsPost(http.Request.Method) ? await RefuseForm(http) : null;
    }

    private async Task<IResult?> RefuseForm(HttpContext http)
    {
        var status = StatusCodes.Status400BadRequest;
        try
        {
            if (http.Request.HasFormContentType && await antiforgery.IsRequestValidAsync(http))
            {
                return null;
            }
        }
        catch (AntiforgeryValidationException unreadable)
        {
            // The form itself is broken, cut off or larger than the server takes.
            status = unreadable.InnerException is BadHttpRequestException { StatusCode: var told } ? told : status;
        }

        return StaffAnswers.Page<FormExpired>(new() { ["TooLarge"] = status == StatusCodes.Status413PayloadTooLarge }, status);
    }

    private async Task<StaffCall?> Find(HttpContext http)
    {
        var slug = http.Request.RouteValues["slug"]?.ToString() ?? "";
        return StaffCookie.Id(http.User) is { } id && await tenants.Find(slug, http.RequestAborted) is { } tenant
            && await Member(tenant.Id, id, http.RequestAborted) is { } member ? new(tenant, member) : null;
    }

    private async Task<StaffMember?> Member(TenantId tenant, StaffId staff, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (kept.TryGetValue((tenant, staff), out var known) && known.Until > now)
        {
            return known.Member;
        }

        if (await signIn.Membership(tenant, staff, ct) is not { } found)
        {
            return null;
        }

        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        var member = new StaffMember(staff, found.StaffName, found.Role);
        kept[(tenant, staff)] = (member, now + KeptFor);
        return member;
    }
}
