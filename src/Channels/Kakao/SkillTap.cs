using System.Text.Json;
using ChatCommerce.Platform.ForeignJson;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Kakao;

/// <summary>What a tapped button carries back: ours has a payload, and a number of its own so that two messages' buttons differ.</summary>
internal static class SkillTap
{
    public const string Payload = "payload";
    public const string Resume = "resume";
    private const int MostText = 200;

    /// <summary>
    /// "Show result" was tapped or typed, or one of our events brought the call. Where an event's parameters arrive is not documented, so all
    /// three places count.
    /// </summary>
    public static bool Resumes(JsonElement action, JsonElement said) =>
        action.At("clientExtra").Key(Resume) is not null
        || action.At("params").Key(Resume) is not null
        || said.At("params").Key(Resume) is not null
        || KakaoTexts.IsShowResult(said.Said("utterance"));

    /// <summary>Null for words. A button that somebody else made in the bot builder is a tap whose payload means nothing to us but its label.</summary>
    public static ChoiceTapped? Read(JsonElement action, JsonElement flow, string words)
    {
        var extra = action.At("clientExtra");
        if (extra.LabelOrNull(Payload) is { } payload)
        {
            return new(payload, Short(words));
        }

        var foreign = extra.ValueKind is JsonValueKind.Object && extra.EnumerateObject().Any();
        return foreign && IsTap(flow.At("trigger").Label("type")) ? new(Short(extra.GetRawText()), Short(words)) : null;
    }

    private static bool IsTap(string trigger) => trigger is
        "CARD_BUTTON_BLOCK" or "CARD_BUTTON_MESSAGE" or "LIST_ITEM_BLOCK" or "LIST_ITEM_MESSAGE" or "LISTMENU_BLOCK" or "LISTMENU_MESSAGE"
        or "QUICKREPLY_BUTTON_BLOCK" or "QUICKREPLY_BUTTON_MESSAGE";

    private static string Short(string text) => CustomerText.Cut(CustomerText.Clean(text), MostText);
}
