using ChatCommerce.Channels.Rendering;
using ChatCommerce.Platform.Messages;
using ChatCommerce.Platform.Text;

namespace ChatCommerce.Channels.Kakao;

/// <summary>One lowered message as bubbles of a skill response, within the limits of each kind of bubble.</summary>
/// <param name="blockId">The block that calls our skill; null where the shop named none, and then a button only says words.</param>
/// <param name="said">What buttons before these say.</param>
internal sealed class KakaoWriter(string? blockId, string nonce, IReadOnlyList<Numbered> said)
{
    public const int LabelLength = 14;
    private const int TextLength = 1_000;
    private const int CardLength = 400;
    private const int TitleLength = 50;
    private const int InCarouselLength = 128;
    private const int BasicCardLength = 230;
    private readonly List<Numbered> words = [];

    public SkillPart Write(Rendered message)
    {
        List<SkillOutput> outputs = [];
        if (message.Picture is { } picture)
        {
            outputs.Add(new() { SimpleImage = new(picture.Url, Clip(picture.Alt, TitleLength)) });
        }

        outputs.AddRange(Said(message));
        if (message.Cards.Count > 0)
        {
            outputs.Add(Cards(message.Cards));
            outputs.AddRange(Link(message with { Text = "" }));
        }

        return new(outputs, [.. message.Choices.Select(choice => Button(choice, choice.Label))], words);
    }

    /// <summary>Kakao names no kinds of pictures: a PNG surely shows where there is one, and a shop's own drawing goes out all the same.</summary>
    public static bool Takes(Picture picture) => !picture.Url.Split('?')[0].EndsWith(".svg", StringComparison.OrdinalIgnoreCase);

    /// <summary>"Show result": asks for what waits.</summary>
    public SkillButton ShowResult(KakaoTexts texts) => blockId is null
        ? new(texts.ShowResult, "message") { MessageText = texts.ShowResult }
        : new(texts.ShowResult, "block") { BlockId = blockId, MessageText = texts.ShowResult, Extra = new(null, nonce) { Resume = "1" } };

    private static IEnumerable<SkillOutput> Said(Rendered message) => message switch
    {
        { Cards.Count: 0, Link: not null } => Link(message),
        { Text.Length: > 0 } => [Text(message.Text)],
        _ => [],
    };

    // A short text and its link are one card; a long one stands before it.
    private static IEnumerable<SkillOutput> Link(Rendered message)
    {
        if (message.Link is not { } link)
        {
            return [];
        }

        SkillCard card = new() { ButtonLayout = "vertical", Buttons = [Open(link)] };
        return message.Text.Length switch
        {
            0 => [new() { TextCard = card with { Title = Clip(link.Label, TitleLength) } }],
            <= CardLength => [new() { TextCard = card with { Description = message.Text } }],
            _ => [Text(message.Text), new() { TextCard = card with { Title = Clip(link.Label, TitleLength) } }],
        };
    }

    private static SkillOutput Text(string text) => new() { SimpleText = new(CustomerText.Cut(text, TextLength)) };

    // All cards of a carousel are of one kind, and a basic card must have its picture.
    private SkillOutput Cards(IReadOnlyList<Card> cards)
    {
        var basic = cards.All(c => c.Picture is not null);
        var written = cards.Select(c => Of(c, basic, alone: cards.Count == 1)).ToList();
        return written is [var only]
            ? basic ? new() { BasicCard = only } : new() { TextCard = only }
            : new() { Carousel = new(basic ? "basicCard" : "textCard", written) };
    }

    private SkillCard Of(Card card, bool basic, bool alone)
    {
        var title = Clip(card.Title, TitleLength);
        var room = basic ? BasicCardLength : alone ? CardLength - title.Length : InCarouselLength;
        var detail = Clip(string.Join('\n', new[] { card.Subtitle, card.Text }.Where(t => t.Length > 0)), room);
        SkillButton[] buttons = [.. card.Choices.Select(choice => Button(choice, $"{title} {choice.Label}")), .. card.Link is null ? (SkillButton[])[] : [Open(card.Link)]];
        return new()
        {
            Title = title,
            Description = detail.Length > 0 ? detail : null,
            Thumbnail = basic ? new(card.Picture!.Url, Clip(card.Picture.Alt, TitleLength)) : null,
            ButtonLayout = buttons.Length > 0 ? "vertical" : null,
            Buttons = buttons.Length > 0 ? buttons : null,
        };
    }

    private static SkillButton Open(LinkButton link) => new(Clip(link.Label, LabelLength), "webLink") { WebLinkUrl = link.Url };

    private SkillButton Button(Choice choice, string alone) => blockId is null
        ? new(Clip(choice.Label, LabelLength), "message") { MessageText = Words(choice, alone) }
        : new(Clip(choice.Label, LabelLength), "block") { BlockId = blockId, MessageText = choice.Label, Extra = new(choice.Payload, nonce) };

    // All that comes back of such a button is its words, so no two buttons may say the same.
    private string Words(Choice choice, string alone)
    {
        var unlike = alone;
        for (var n = 2; said.Concat(words).Any(w => w.Choice.Payload != choice.Payload && string.Equals(w.Choice.Label, unlike, StringComparison.OrdinalIgnoreCase)); n++)
        {
            unlike = $"{alone} {n}";
        }

        words.Add(new(said.Count + words.Count + 1, choice with { Label = unlike }));
        return unlike;
    }

    // Kakao counts characters, of which one grapheme may be many.
    private static string Clip(string text, int length)
    {
        var trimmed = text.Trim();
        return trimmed.Length <= length ? trimmed : CustomerText.Cut(trimmed, length - 1).TrimEnd() + "…";
    }
}

/// <summary>One lowered message as Kakao shows it.</summary>
/// <param name="Words">What its buttons say, and what is meant by it; empty where they carry that themselves.</param>
internal sealed record SkillPart(IReadOnlyList<SkillOutput> Outputs, IReadOnlyList<SkillButton> QuickReplies, IReadOnlyList<Numbered> Words);
