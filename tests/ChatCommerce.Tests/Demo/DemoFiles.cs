using System.Text.Json;

namespace ChatCommerce.Tests.Demo;

/// <summary>The demo shops as they lie in <c>demo/</c>, found by walking up to the root of the repository.</summary>
internal static class DemoFiles
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public static string Root { get; } = FindRoot();

    public static string Folder(string shop) => Path.Combine(Root, "demo", shop);

    public static DemoShop Shop(string shop) => Read<DemoShop>(Path.Combine(Folder(shop), "shop.json"));

    public static DemoProduct[] Products(string shop) => Read<DemoProduct[]>(Path.Combine(Folder(shop), "products.json"));

    public static T Read<T>(string path) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(path), Web) ?? throw new InvalidDataException($"{path} is empty");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ChatCommerce.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds ChatCommerce.sln");
    }
}

internal sealed record DemoShop(string Slug, string Name, string Currency, DemoShipping[] Shipping, DemoStaff[] Staff, string LastUnitSku);

internal sealed record DemoShipping(string Code, string Label, long PriceMinor, long? FreeFromMinor);

internal sealed record DemoStaff(string Email, string Name, string Role);

internal sealed record DemoProduct(
    string Handle, string Title, string Category, string Description, string Status,
    Dictionary<string, string> Attributes, string[] Options, string[] Images, DemoVariant[] Variants)
{
    public bool IsRunningShoe => Category is "Running shoes" or "운동화·신발";
}

internal sealed record DemoVariant(string Sku, Dictionary<string, string> Options, long PriceMinor, long? CompareAtMinor, int OnHand);
