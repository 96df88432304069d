using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels.Rendering;

/// <summary>A message whose pictures the channel can show: of a drawing that it does not take, the PNG.</summary>
internal static class ShownPictures
{
    public static RichMessage Of(RichMessage message, Capabilities limits) => message with
    {
        Picture = Of(message.Picture, limits),
        Cards = [.. message.Cards.Select(card => card with { Picture = Of(card.Picture, limits) })],
    };

    private static Picture? Of(Picture? picture, Capabilities limits) =>
        picture is { Png: { } png } && !limits.Shows(picture) ? new(png, picture.Alt) : picture;
}
