namespace ChatCommerce.Tests.Channels;

/// <summary>Files that lie beside the checkout on some machines and are used when they are there.</summary>
internal static class SharedFiles
{
    /// <summary>The folder of data, or null where it is absent; says so.</summary>
    public static string? Folder(params string[] path) => Find(Directory.Exists, ["data", .. path]);

    /// <summary>A file's text, or null where it is absent; says so.</summary>
    public static string? Text(params string[] path) => Find(File.Exists, path) is { } file ? File.ReadAllText(file) : null;

    private static string? Find(Func<string, bool> isThere, string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var found = Path.Combine([at.FullName, "shared", .. path]);
            if (isThere(found))
            {
                return found;
            }
        }

        Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"shared/{string.Join('/', path)} is absent; nothing was checked.");
        return null;
    }
}
