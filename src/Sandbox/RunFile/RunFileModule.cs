namespace ChatCommerce.Sandbox.RunFile;

internal static class RunFileModule
{
    public static IServiceCollection AddRunFile(this IServiceCollection services) => services.AddSingleton<RunFileShops>();
}
