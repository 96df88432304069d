using System.Text;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform;

namespace ChatCommerce.Channels.Kakao;

/// <summary>One skill response being filled, in order: three bubbles and ten quick replies at most. What does not fit waits for the next request.</summary>
public sealed class SkillPage(ChannelAccount account, string language)
{
    private const int MostOutputs = 3;
    private const int MostQuickReplies = 10;
    private readonly List<SkillOutput> outputs = [];
    private readonly List<SkillButton> replies = [];

    public bool IsEmpty => outputs.Count == 0;

    private KakaoTexts Texts => KakaoTexts.In(language);

    // Without a block of ours a tap says the button's label, so the labels are what can be typed back.
    private string? BlockId => account.Settings.TryGetValue("skill_block_id", out var id) && id.Length > 0 ? id : null;

    /// <summary>Whether the message fits beside what is there, with one place kept for "show result".</summary>
    public bool Fits(Rendered message) => Fits(Write(message, ""));

    /// <param name="mark">Of the message: makes its buttons its own.</param>
    public bool TryAdd(Rendered message, string mark)
    {
        var part = Write(message, mark);
        if (!Fits(part))
        {
            return false;
        }

        outputs.AddRange(part.Outputs);
        replies.AddRange(part.QuickReplies);
        return true;
    }

    /// <summary>What typed words mean after this message, where its buttons can only say their label.</summary>
    public IReadOnlyList<Numbered> Numbers(Rendered message) => BlockId is not null || message.Numbers.Count > 0
        ? message.Numbers
        : [.. message.Cards.SelectMany(c => c.Choices).Concat(message.Choices).Select((choice, i) => new Numbered(i + 1, choice))];

    /// <summary>A text of our own with nothing else.</summary>
    public static byte[] Say(ChannelAccount account, string language, Func<KakaoTexts, string> text, bool showResult)
    {
        var page = new SkillPage(account, language);
        page.outputs.Add(new() { SimpleText = new(text(page.Texts)) });
        return page.Bytes(showResult);
    }

    /// <summary>The answer that says that the real one comes by the callback.</summary>
    public static byte[] Later(string language) => Encoding.UTF8.GetBytes(Json.Write(SkillResponse.Later(KakaoTexts.In(language).Searching)));

    /// <param name="more">Something waits still: a quick reply fetches it.</param>
    public byte[] Bytes(bool more)
    {
        SkillButton[] all = more ? [.. replies, new KakaoWriter(BlockId, "").ShowResult(Texts)] : [.. replies];
        var template = new SkillTemplate(outputs) { QuickReplies = all.Length > 0 ? all : null };
        return Encoding.UTF8.GetBytes(Json.Write(new SkillResponse { Template = template }));
    }

    private bool Fits(SkillPart part) =>
        outputs.Count + part.Outputs.Count <= MostOutputs && replies.Count + part.QuickReplies.Count < MostQuickReplies;

    private SkillPart Write(Rendered message, string mark) => new KakaoWriter(BlockId, mark).Write(message);
}
