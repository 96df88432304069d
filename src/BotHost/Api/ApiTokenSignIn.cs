using System.Security.Claims;
using System.Text.Encodings.Web;
using ChatCommerce.Commerce;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace ChatCommerce.BotHost.Api;

/// <summary>Signs a request in by its opaque bearer token, which names one tenant and one role.</summary>
internal sealed class ApiTokenSignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public new const string Scheme = "api-token";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var token = header["Bearer ".Length..].Trim();
        if (token.Length is 0 or > 200 || await tokens.Find(token, Context.RequestAborted) is not { } caller)
        {
            return AuthenticateResult.Fail("unknown token");
        }

        var identity = new ClaimsIdentity(
            [
                new(ApiCalls.Tenant, caller.TenantId.ToString()),
                new(ApiCalls.Token, caller.Id.ToString()),
                new(ClaimTypes.Name, caller.Name),
                new(ClaimTypes.Role, caller.Role.ToString()),
            ], Scheme);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ApiAnswers.Problem("token-not-valid", "Send 'Authorization: Bearer' with a token of your shop that is neither revoked nor expired.", 401)
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ApiAnswers.Problem("role-not-enough", "This token's role may not do that.", 403).ExecuteAsync(Context);
}

internal static class ApiCalls
{
    public const string Tenant = "tenant";
    public const string Token = "token";

    public static Role RoleOf(ClaimsPrincipal user) => Enum.TryParse<Role>(user.FindFirstValue(ClaimTypes.Role), out var role) ? role : (Role)int.MaxValue;
}

/// <summary>Who calls the API: bound from the verified token, never from the request's body or path.</summary>
public sealed record ApiCall(TenantId Tenant, ApiTokenId Token, string Name, Role Role)
{
    public Actor Actor => new(ActorKind.Api, Name);

    /// <summary>The request's <c>Idempotency-Key</c>, told apart from other callers': for acts that must not happen twice whatever became of the answer.</summary>
    public string? WriteKey { get; private init; }

    public static ValueTask<ApiCall?> BindAsync(HttpContext http)
    {
        var user = http.User;
        var call = TenantId.TryParse(user.FindFirstValue(ApiCalls.Tenant), null, out var tenant)
            && ApiTokenId.TryParse(user.FindFirstValue(ApiCalls.Token), null, out var token)
            ? new ApiCall(tenant, token, user.Identity?.Name ?? "", ApiCalls.RoleOf(user))
            {
                WriteKey = IdempotentWrites.KeyOf(http) is { Length: > 0 } key ? $"{token}:{key}" : null,
            }
            : null;
        return ValueTask.FromResult(call);
    }
}
