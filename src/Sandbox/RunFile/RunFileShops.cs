using System.Text.Json;

namespace ChatCommerce.Sandbox.RunFile;

/// <summary>
/// The demo shops as the shop's <c>run.json</c> tells them, read as any outside program would, so that nothing has to introduce the
/// two to each other. It is looked at again whenever it was written anew.
/// </summary>
internal sealed class RunFileShops(SandboxOptions options)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly Lock gate = new();
    private DateTime written;
    private RunFileReading reading = new(0, []);

    /// <summary>What the file said last; a file that is half written does not count yet.</summary>
    public RunFileReading Read()
    {
        if (options.DataFolder is not { } folder)
        {
            return reading;
        }

        var file = new FileInfo(Path.Combine(folder, "run.json"));
        if (!file.Exists || file.LastWriteTimeUtc == written)
        {
            return reading;
        }

        lock (gate)
        {
            if (file.LastWriteTimeUtc == written || Parse(file) is not { } shops)
            {
                return reading;
            }

            reading = new RunFileReading(reading.Version + 1, shops);
            written = file.LastWriteTimeUtc;
            return reading;
        }
    }

    /// <summary>Null while somebody is still writing it.</summary>
    private static IReadOnlyList<RunFileShop>? Parse(FileInfo file)
    {
        try
        {
            using var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize<Contents>(content, Json)?.Tenants ?? [];
        }
        catch (JsonException)
        {
            return null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private sealed record Contents(IReadOnlyList<RunFileShop>? Tenants);
}

/// <summary>One reading of the file; <c>Version</c> is 0 before there was one.</summary>
internal sealed record RunFileReading(long Version, IReadOnlyList<RunFileShop> Shops);

internal sealed record RunFileShop(
    string? Slug, string? Name, string? Currency, string? Locale, IReadOnlyList<RunFilePayment>? Payments, IReadOnlyList<RunFileChannel>? Channels);

internal sealed record RunFilePayment(
    string? Provider, string? AccountId, string? SecretKey, string? WebhookUrl, string? WebhookSecret, bool LiveMode);

internal sealed record RunFileChannel(
    string? Kind, string? Name, string? ExternalId, string? Webhook, Dictionary<string, string>? Secrets, Dictionary<string, string>? Settings);
