namespace ChatCommerce.Sandbox.Snapshots;

internal static class SnapshotsModule
{
    public static IServiceCollection AddSnapshots(this IServiceCollection services) => services
        .AddSingleton<SnapshotFile>()
        .AddHostedService(provider => provider.GetRequiredService<SnapshotFile>());
}
