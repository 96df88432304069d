using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatCommerce.BotHost.Hosting;

/// <summary>In development: says in <c>.data/run.json</c> where everything is, so that an outside program can play customer, provider and staff.</summary>
internal sealed class RunFile(HostAddress address)
{
    private static readonly JsonSerializerOptions Readable = new(Platform.Json.Options) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public Task LoadShops(CancellationToken ct) => Task.CompletedTask;

    public async Task Write(string folder, IEnumerable<string> urls, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "run.json");
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var file = new FileStream(path, options);
        await JsonSerializer.SerializeAsync(file, new { PublicUrl = address.PublicUrl, Listening = urls }, Readable, ct);
    }
}
