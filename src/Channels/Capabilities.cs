using ChatCommerce.Platform.Messages;

namespace ChatCommerce.Channels;

/// <summary>What a channel can show. The renderer lowers a message to it without losing an action.</summary>
/// <param name="TextLength">Longest text of one message, in <paramref name="TextUnit"/>.</param>
/// <param name="Choices">Quick answers or buttons under a message; 0 means they become numbered text.</param>
/// <param name="LabelLength">Longest label of a button. Labels and titles are counted in UTF-16 units, as the strictest providers do.</param>
/// <param name="Cards">Cards in one carousel; 0 means that one is a message with its picture, and several are a list or numbered text.</param>
public sealed record Capabilities(int TextLength, TextUnit TextUnit, int Choices, int LabelLength, int Cards, bool LinkButton, bool Typing)
{
    /// <summary>Rows of a list that opens from one button; 0 means the channel has none.</summary>
    public int Rows { get; init; }

    /// <summary>Longest title of a list row.</summary>
    public int RowLength { get; init; } = 24;

    /// <summary>Longest second line of a list row.</summary>
    public int RowDetailLength { get; init; } = 72;

    /// <summary>Buttons on one card, its link among them.</summary>
    public int CardButtons { get; init; } = 3;

    /// <summary>Longest title or second line of a card.</summary>
    public int CardTextLength { get; init; } = 80;

    /// <summary>Whether a card has room for more than its two lines; otherwise its text stands in the message above.</summary>
    public bool CardText { get; init; } = true;

    /// <summary>Without carousels: so many of several cards are a message each, with picture and buttons, before the others become rows.</summary>
    public int CardMessages { get; init; }

    /// <summary>Which pictures the channel can show.</summary>
    public Func<Picture, bool> Shows { get; init; } = _ => true;

    /// <summary>Whether a link button may stand in the same message as quick answers or a list.</summary>
    public bool LinkBesideChoices { get; init; } = true;

    /// <summary>Whether a picture may stand in the same message as text; otherwise it goes before it.</summary>
    public bool PictureBesideText { get; init; } = true;

    /// <summary>Whether a picture may stand above buttons or a link.</summary>
    public bool PictureBesideChoices { get; init; } = true;

    /// <summary>Whether a picture may stand above a list.</summary>
    public bool PictureBesideRows { get; init; } = true;

    /// <summary>Whether a picture may become its address in the text, so that both must fit together; otherwise it goes before it.</summary>
    public bool PictureAsLink { get; init; }

    /// <summary>Longest text above buttons or a list, where it is shorter than <see cref="TextLength"/>.</summary>
    public int? TextWithActions { get; init; }

    /// <summary>Longest text above a link button, where it is shorter than <see cref="TextLength"/>.</summary>
    public int? TextWithLink { get; init; }

    /// <summary>Longest text under a picture, where it is shorter than <see cref="TextLength"/>.</summary>
    public int? TextWithPicture { get; init; }
}

public enum TextUnit
{
    Characters,
    Utf8Bytes,
}
