namespace ChatCommerce.Channels;

/// <summary>What a channel can show. The renderer lowers a message to it without losing an action.</summary>
/// <param name="TextLength">Longest text of one message, in <paramref name="TextUnit"/>.</param>
/// <param name="Choices">Quick answers or buttons under a message; 0 means they become numbered text.</param>
/// <param name="LabelLength">Longest label of a button, in graphemes.</param>
/// <param name="Cards">Cards in one carousel; 0 means they become a list or numbered text.</param>
public sealed record Capabilities(int TextLength, TextUnit TextUnit, int Choices, int LabelLength, int Cards, bool LinkButton, bool Typing)
{
    /// <summary>Rows of a list that opens from one button; 0 means the channel has none.</summary>
    public int Rows { get; init; }

    /// <summary>Longest title of a list row, in graphemes.</summary>
    public int RowLength { get; init; } = 24;

    /// <summary>Longest second line of a list row, in graphemes.</summary>
    public int RowDetailLength { get; init; } = 72;

    /// <summary>Buttons on one card, its link among them.</summary>
    public int CardButtons { get; init; } = 3;

    /// <summary>Longest title or second line of a card, in graphemes.</summary>
    public int CardTextLength { get; init; } = 80;

    /// <summary>Whether a link button may stand in the same message as quick answers or a list.</summary>
    public bool LinkBesideChoices { get; init; } = true;
}

public enum TextUnit
{
    Characters,
    Utf8Bytes,
}
