namespace ChatCommerce.Tests.Channels;

/// <summary>Files that lie beside the checkout on some machines and are used when they are there.</summary>
internal static class SharedFiles
{
    /// <summary>The folder, or null where it is absent; says so.</summary>
    public static string? Folder(params string[] path)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine([at.FullName, "shared", "data", .. path]);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        Xunit.TestContext.Current.TestOutputHelper?.WriteLine($"shared/data/{string.Join('/', path)} is absent; nothing was checked.");
        return null;
    }
}
