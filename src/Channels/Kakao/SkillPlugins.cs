using System.Globalization;
using System.Text.Json;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Kakao;

/// <summary>
/// What Kakao's plugins put into a block's parameters: pictures, and a place. Only the picture plugin's form is documented; a place is taken
/// from any parameter that holds a latitude and a longitude.
/// </summary>
internal static class SkillPlugins
{
    private const string ImageList = "List(";
    private const int MostPictures = 10;

    public static List<InboundContent> Read(JsonElement action)
    {
        var parameters = SkillJson.Member(action, "params");
        if (parameters.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        var pictures = Pictures(SkillJson.Inner(SkillJson.Text(parameters, "secureimage")));
        return pictures.Count > 0 ? pictures : [.. parameters.EnumerateObject().Select(p => Place(SkillJson.Inner(SkillJson.Text(parameters, p.Name)))).OfType<LocationSent>().Take(1)];
    }

    // "List(https://…, https://…)"
    private static List<InboundContent> Pictures(JsonElement images)
    {
        var list = SkillJson.Text(images, "secureUrls");
        return !list.StartsWith(ImageList, StringComparison.Ordinal) || !list.EndsWith(')')
            ? []
            : [.. list[ImageList.Length..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostPictures)
                .Select(address => new MediaSent("image", CustomerText.Cut(CustomerText.Clean(address), 2_000), null, null))];
    }

    private static LocationSent? Place(JsonElement place) =>
        Number(place, "latitude") is { } latitude and >= -90 and <= 90 && Number(place, "longitude") is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, null, CustomerText.Cut(CustomerText.Clean(SkillJson.Text(place, "address")), 200) is { Length: > 0 } address ? address : null)
            : null;

    private static double? Number(JsonElement of, string name) =>
        double.TryParse(SkillJson.Text(of, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
