namespace ChatCommerce.Tests.BotHost.StaffPages.Catalog;

/// <summary>The form of a new product, filled in for a hat.</summary>
internal static class HatForm
{
    public static Dictionary<string, string> Of(string handle, Dictionary<string, string>? changes = null)
    {
        Dictionary<string, string> fields = new()
        {
            ["title"] = "A hat", ["handle"] = handle, ["category"] = "Hats", ["variants[0].sku"] = handle.ToUpperInvariant(), ["variants[0].price"] = "12.50",
        };
        foreach (var (name, value) in changes ?? [])
        {
            fields[name] = value;
        }

        return fields;
    }
}
