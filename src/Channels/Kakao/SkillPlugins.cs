using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
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
    private const int MostParameters = 50;

    public static List<InboundContent> Read(JsonElement action)
    {
        var parameters = action.At("params");
        var pictures = Pictures(parameters.Inner("secureimage"));
        return pictures.Count > 0 ? pictures : [.. parameters.Members().Take(MostParameters).Select(p => Place(parameters.Inner(p.Name))).OfType<LocationSent>().Take(1)];
    }

    // "List(https://…, https://…)"
    private static List<InboundContent> Pictures(JsonElement images)
    {
        var list = images.Raw("secureUrls");
        return !list.StartsWith(ImageList, StringComparison.Ordinal) || !list.EndsWith(')')
            ? []
            : [.. list[ImageList.Length..^1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(MostPictures)
                .Select(address => new MediaSent("image", CustomerText.Cut(CustomerText.Clean(address), 2_000), null, null))];
    }

    private static LocationSent? Place(JsonElement place) =>
        place.Decimal("latitude") is { } latitude and >= -90 and <= 90 && place.Decimal("longitude") is { } longitude and >= -180 and <= 180
            ? new(latitude, longitude, null, place.LabelOrNull("address"))
            : null;
}
