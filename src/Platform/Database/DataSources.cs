using Npgsql;

namespace ChatCommerce.Platform.Database;

/// <summary>The two pools the running program uses: one role a pool, neither of them an owner.</summary>
public sealed class DataSources(string app, string system) : IAsyncDisposable
{
    public NpgsqlDataSource App { get; } = Build(app);

    /// <summary>The app role's connection string with its password, for the run file of a development machine only.</summary>
    public string AppConnection { get; } = app;

    public NpgsqlDataSource System { get; } = Build(system);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await System.DisposeAsync();
    }

    internal static NpgsqlDataSource Build(string connection) => new NpgsqlDataSourceBuilder(connection).UsePgVector().Build();
}
