using System.Text;
using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform;

namespace ChatCommerce.Channels.Kakao;

/// <summary>One skill response being filled, in order: three bubbles and ten quick replies at most. What does not fit waits for the next request.</summary>
public sealed class SkillPage(ChannelAccount account, string language)
{
    /// <summary>The setting that says yes where a hand-over offers Kakao's own consultants too.</summary>
    public const string Operator = "operator_button";

    private const int MostOutputs = 3;
    private const int MostQuickReplies = 10;
    private readonly List<SkillOutput> outputs = [];
    private readonly List<SkillButton> replies = [];
    private readonly List<Numbered> words = [];
    private IReadOnlyList<Numbered> lines = [];

    public bool IsEmpty => outputs.Count == 0;

    private KakaoTexts Texts => KakaoTexts.In(language);

    /// <summary>
    /// What typed words and numbers mean after this page: its numbered lines, and without a block of ours all that its buttons say.
    /// </summary>
    public IReadOnlyList<Numbered> Numbers => [.. lines, .. words];

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
        Remember(message, part);
        return true;
    }

    /// <summary>The page before showed this part of the same message: its buttons are still meant.</summary>
    public void Recall(Rendered message) => Remember(message, Write(message, ""));

    /// <summary>
    /// The button that leads from the bot into the chat with the shop's own people at Kakao, which we do not see; where the shop wants it and
    /// there is room.
    /// </summary>
    public void OfferOperator()
    {
        if (account.Settings.GetValueOrDefault(Operator) is "yes" && outputs.Count < MostOutputs)
        {
            outputs.Add(new() { TextCard = new() { Title = Texts.AskOperator, ButtonLayout = "vertical", Buttons = [new(Texts.Operator, "operator")] } });
        }
    }

    /// <summary>A text of our own with nothing else.</summary>
    public static byte[] Say(ChannelAccount account, string language, Func<KakaoTexts, string> text, bool showResult) =>
        Saying(account, language, text).Bytes(showResult);

    /// <summary>A person of the shop has the conversation.</summary>
    public static byte[] SayHandedOff(ChannelAccount account, string language)
    {
        var page = Saying(account, language, t => t.WithAPerson);
        page.OfferOperator();
        return page.Bytes(more: true);
    }

    /// <summary>The answer that says that the real one comes by the callback.</summary>
    public static byte[] Later(string language) => Encoding.UTF8.GetBytes(Json.Write(SkillResponse.Later(KakaoTexts.In(language).Searching)));

    /// <param name="more">Something waits still: a quick reply fetches it.</param>
    public byte[] Bytes(bool more)
    {
        SkillButton[] all = more ? [.. replies, new KakaoWriter(BlockId, "", []).ShowResult(Texts)] : [.. replies];
        var template = new SkillTemplate(outputs) { QuickReplies = all.Length > 0 ? all : null };
        return Encoding.UTF8.GetBytes(Json.Write(new SkillResponse { Template = template }));
    }

    private bool Fits(SkillPart part) =>
        outputs.Count + part.Outputs.Count <= MostOutputs && replies.Count + part.QuickReplies.Count < MostQuickReplies;

    private static SkillPage Saying(ChannelAccount account, string language, Func<KakaoTexts, string> text)
    {
        var page = new SkillPage(account, language);
        page.outputs.Add(new() { SimpleText = new(text(page.Texts)) });
        return page;
    }

    private void Remember(Rendered message, SkillPart part)
    {
        words.AddRange(part.Words);
        lines = message.Numbers.Count > 0 ? message.Numbers : lines;
    }

    private SkillPart Write(Rendered message, string mark) => new KakaoWriter(BlockId, mark, words).Write(message);
}
