namespace ChatCommerce.Sandbox.Faults;

internal static class Hanging
{
    /// <summary>Gives no answer until the client gives up or the program ends.</summary>
    public static async Task UntilGone(HttpContext http)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var gone = new TaskCompletionSource();
        await using var registration = over.Token.Register(gone.SetResult);
        await gone.Task;
        http.Abort();
    }
}
