using System.Threading.RateLimiting;
using ChatCommerce.BotHost.StaffPages;
using ChatCommerce.BotHost.WebChat;
using ChatCommerce.Commerce.Tenants;
using ChatCommerce.Platform.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;

namespace ChatCommerce.BotHost.SignIn;

/// <summary>In and out by plain forms.</summary>
internal sealed class SignInEndpoints(StaffSignIn signIn, IAntiforgery antiforgery) : IDisposable
{
    private readonly PartitionedRateLimiter<string> tries = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = 30,
            TokensPerPeriod = 10,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            QueueLimit = 0,
        }));

    public IResult Show(HttpContext http) => Page(http, new(Local(http.Request.Query["return"]), "", null), StatusCodes.Status200OK);

    public async Task<IResult> Enter(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (email, password, target) = (CustomerText.Clean(form["email"]), form["password"].ToString(), Local(form["return"]));
        using var lease = tries.AttemptAcquire(ChatLimits.AddressOf(http));
        if (!lease.IsAcquired)
        {
            return Page(http, new(target, email, "Too many tries from here. Please wait a minute."), StatusCodes.Status429TooManyRequests);
        }

        var staff = email.Length is > 0 and <= 320 && password.Length is > 0 and <= 200 ? await signIn.SignIn(email, password, http.RequestAborted) : null;
        if (staff is null)
        {
            return Page(http, new(target, email, "That did not work. Check the e-mail address and the password; after many tries the account rests for ten minutes."), StatusCodes.Status401Unauthorized);
        }

        await http.SignInAsync(StaffCookie.Scheme, StaffCookie.Principal(staff));
        return SeeOther.To(target);
    }

    public async Task<IResult> Leave(HttpContext http)
    {
        if (StaffCookie.Id(http.User) is { } staff)
        {
            await signIn.NoteSignOut(staff, http.RequestAborted);
        }

        await http.SignOutAsync(StaffCookie.Scheme);
        return SeeOther.To("/sign-in");
    }

    public void Dispose() => tries.Dispose();

    // Only our own pages: a link to /sign-in must not lead somebody elsewhere afterwards. Other letters than these cannot stand in a header.
    private static string Local(string? path) =>
        path is ['/', ..] and { Length: <= 2_000 } && !path.StartsWith("//", StringComparison.Ordinal) && path.All(c => c is > ' ' and <= '~' and not '\\') ? path : "/inbox";

    private IResult Page(HttpContext http, SignInForm form, int status) => StaffAnswers.Page<SignInPage>(
        new() { ["Form"] = form, ["Token"] = antiforgery.GetAndStoreTokens(http).RequestToken }, status);
}

/// <param name="Problem">Why it did not work, in words.</param>
public sealed record SignInForm(string Return, string Email, string? Problem);
