namespace ChatCommerce.Commerce.Search.Words;

/// <summary>Hangul syllables taken apart into their letters, so that one wrong key is one edit.</summary>
internal static class Jamo
{
    private const int First = 0xAC00, Last = 0xD7A3, Vowels = 21, Tails = 28;

    public static bool IsSyllable(char c) => c is >= (char)First and <= (char)Last;

    /// <summary>Three letters a syllable, the third a filler when there is no tail; other characters stay.</summary>
    public static string Apart(string text)
    {
        var buffer = new char[text.Length * 3];
        var n = 0;
        foreach (var c in text)
        {
            if (!IsSyllable(c))
            {
                buffer[n++] = c;
                continue;
            }

            var index = c - First;
            buffer[n++] = (char)(0x1100 + (index / (Vowels * Tails)));
            buffer[n++] = (char)(0x1161 + (index / Tails % Vowels));
            buffer[n++] = (char)(0x11A7 + (index % Tails));
        }

        return new string(buffer, 0, n);
    }
}
