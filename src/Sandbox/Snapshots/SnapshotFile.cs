using System.Diagnostics;
using System.Text.Json;

namespace ChatCommerce.Sandbox.Snapshots;

/// <summary>Keeps what providers know in one JSON file, so that a restart keeps open checkouts and accounts.</summary>
internal sealed class SnapshotFile(SandboxOptions options, IEnumerable<SnapshotPart> parts, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly List<SnapshotPart> all = [.. parts];
    private long savedVersion;

    private string? FilePath => options.DataFolder is { } folder ? Path.Combine(folder, "sandbox.json") : null;

    private long Version => all.Sum(part => part.Version());

    public void Load()
    {
        if (FilePath is not { } path || !File.Exists(path))
        {
            return;
        }

        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var part in all)
        {
            if (file.RootElement.TryGetProperty(part.Name, out var saved))
            {
                part.Load(saved);
            }
        }

        savedVersion = Version;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        Save();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (FilePath is null)
        {
            return;
        }

        var pause = Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, clock, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            var started = Stopwatch.GetTimestamp();
            Save();
            // A big snapshot is written seldom: at most a twentieth of the time goes into it.
            var took = Stopwatch.GetElapsedTime(started) * 20;
            pause = took > Pause ? took : Pause;
        }
    }

    private void Save()
    {
        var version = Version;
        if (FilePath is not { } path || version == savedVersion)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fresh = path + ".new";
        using (var file = Create(fresh))
        using (var writer = new Utf8JsonWriter(file))
        {
            writer.WriteStartObject();
            foreach (var part in all)
            {
                writer.WritePropertyName(part.Name);
                part.Save(writer);
            }

            writer.WriteEndObject();
        }

        File.Move(fresh, path, overwrite: true);
        savedVersion = version;
    }

    /// <summary>For its owner alone: it holds the keys and secrets of the demo shops.</summary>
    private static FileStream Create(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }
}
