namespace ChatCommerce.Sandbox;

internal static class Program
{
    public static async Task Main(string[] args)
    {
        await using var app = SandboxApp.Create(args);
        await app.RunAsync();
    }
}
