namespace ChatCommerce.Commerce.Catalog.Import.Reading;

/// <summary>A file that can be read twice, kept on disk and not in memory; gone when disposed.</summary>
internal sealed class Spooled : IAsyncDisposable
{
    private readonly FileStream file;

    private Spooled(FileStream file) => this.file = file;

    /// <summary>A copy of the rest of the stream; null when it is longer than that.</summary>
    public static async Task<Spooled?> Of(Stream source, long longest, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var spooled = new Spooled(new FileStream(path, options));
        var buffer = new byte[81_920];
        while (await source.ReadAsync(buffer, ct) is > 0 and var read)
        {
            await spooled.file.WriteAsync(buffer.AsMemory(0, read), ct);
            if (spooled.file.Length > longest)
            {
                await spooled.DisposeAsync();
                return null;
            }
        }

        return spooled;
    }

    public Stream Rewound()
    {
        file.Position = 0;
        return file;
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();
}
