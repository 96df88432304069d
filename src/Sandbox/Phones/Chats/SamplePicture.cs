using System.Reflection;

namespace ChatCommerce.Sandbox.Phones.Chats;

/// <summary>A picture of a blue shoe, for customers who send one without having any.</summary>
internal static class SamplePicture
{
    public static byte[] Png { get; } = Read();

    private static byte[] Read()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("sample.png")
            ?? throw new InvalidOperationException("The sample picture is not embedded.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }
}
