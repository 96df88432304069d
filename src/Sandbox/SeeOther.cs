namespace ChatCommerce.Sandbox;

internal static class SeeOtherResult
{
    /// <summary>303: what was posted is done, look there.</summary>
    public static IResult SeeOther(this IResultExtensions _, string url) => new Answer(url);

    private sealed record Answer(string Url) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = Url;
            return Task.CompletedTask;
        }
    }
}
